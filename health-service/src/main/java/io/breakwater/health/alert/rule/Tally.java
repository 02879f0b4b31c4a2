package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertSeverity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row one subject was found how bad. Three in a row raise, two in a row clear, whatever lies between
 * leaves all as it is: what flickers is not told each time.
 *
 * @param latest what was found last
 * @param since when the latest run of the same, well or bad, began
 */
record Tally(Finding latest, Instant since, int bad, int critical, int calmer, int well) {

    static Tally first(Finding finding) {
        return new Tally(finding, finding.seenAt(), 0, 0, 0, 0).next(finding);
    }

    /** @param calmer looks in a row that were not critical */
    Tally next(Finding finding) {
        var same = (finding.severity() == null) == (latest.severity() == null);
        var start = same ? since : finding.seenAt();
        return switch (finding.severity()) {
            case null -> new Tally(finding, start, 0, 0, calmer + 1, well + 1);
            case WARNING -> new Tally(finding, start, bad + 1, 0, calmer + 1, 0);
            case CRITICAL -> new Tally(finding, start, bad + 1, critical + 1, 0, 0);
        };
    }

    /**
     * What should hold now.
     *
     * @param active what holds; null where nothing does
     * @return null where nothing should
     */
    @Nullable
    AlertSeverity verdict(@Nullable AlertSeverity active, int raiseAfter, int clearAfter) {
        if (critical >= raiseAfter) {
            return AlertSeverity.CRITICAL;
        }
        return switch (active) {
            case null -> bad >= raiseAfter ? AlertSeverity.WARNING : null;
            case WARNING -> well >= clearAfter ? null : AlertSeverity.WARNING;
            case CRITICAL -> {
                if (well >= clearAfter) {
                    yield null;
                }
                yield calmer >= clearAfter && well == 0 ? AlertSeverity.WARNING : AlertSeverity.CRITICAL;
            }
        };
    }
}
