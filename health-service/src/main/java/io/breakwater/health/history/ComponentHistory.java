package io.breakwater.health.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a component.
 *
 * @param from since when something is known within the window; null where nothing is
 * @param uptimePercent part of the known time in which it was not unhealthy, 0 to 100; null where nothing is known. The
 *     time in which it was unknown or not configured is not known time
 * @param uptime the same over an hour, a day, a week and a month up to now, whatever the window
 * @param trend whether the second half of the known time was better or worse than the first
 * @param changes the latest {@value HistoryQuery#CHANGES} changes of its status, the latest first
 * @param points up to {@value HistoryQuery#POINTS} equal parts of the window that something is known of, the earliest first
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComponentHistory(
        String component,
        @Nullable Instant from,
        @Nullable Double uptimePercent,
        Trend trend,
        @Nullable Uptime uptime,
        List<Change> changes,
        List<Point> points) {

    ComponentHistory with(@Nullable Uptime overWindows) {
        return new ComponentHistory(component, from, uptimePercent, trend, overWindows, changes, points);
    }

    /** Which way it goes. */
    public enum Trend {
        IMPROVING,
        STABLE,
        WORSENING;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(Instant at, String status, @Nullable String detail) {}

    /** @param status the worst within this part */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(Instant at, String status, @Nullable Double latencyMs) {}
}
