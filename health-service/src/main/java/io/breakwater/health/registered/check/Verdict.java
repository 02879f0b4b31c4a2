package io.breakwater.health.registered.check;

import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.ComponentStatus;

/**
 * What one check found.
 *
 * @param reached whether anything there answered: where nothing did, the fault may be our own network's
 */
public record Verdict(CheckResult result, boolean reached) {

    static Verdict healthy(double ms) {
        return new Verdict(new CheckResult(ComponentStatus.HEALTHY, ms, null), true);
    }

    static Verdict degraded(double ms, String why) {
        return new Verdict(new CheckResult(ComponentStatus.DEGRADED, ms, why), true);
    }

    /** Something answered, and not as it should. */
    static Verdict wrong(double ms, String why) {
        return new Verdict(new CheckResult(ComponentStatus.UNHEALTHY, ms, why), true);
    }

    static Verdict away(String why) {
        return new Verdict(CheckResult.of(ComponentStatus.UNHEALTHY, why), false);
    }
}
