package io.breakwater.health.history;

import io.breakwater.health.component.ComponentReport;
import org.jspecify.annotations.Nullable;

/** One row: a check that is kept. */
record HistoryEntry(
        long at,
        String component,
        String status,
        @Nullable Double latencyMs,
        @Nullable String detail,
        boolean changed) {

    static HistoryEntry of(ComponentReport report, boolean changed) {
        var at = report.checkedAt() == null ? report.since() : report.checkedAt();
        return new HistoryEntry(
                at.toEpochMilli(), report.name(), report.status().slug(), report.latencyMs(), report.detail(), changed);
    }
}
