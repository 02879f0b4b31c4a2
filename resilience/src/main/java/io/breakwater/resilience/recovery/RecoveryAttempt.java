package io.breakwater.resilience.recovery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * One way that was tried, or a run of the same.
 *
 * @param target what had failed: a dependency or breaker
 * @param reason why it was needed, a problem's code
 * @param first when it was first tried
 * @param last when it was last tried
 * @param count how often it was tried from first to last
 */
@RegisterForReflection
public record RecoveryAttempt(
        RecoveryStrategy strategy,
        String target,
        String reason,
        boolean success,
        Instant first,
        Instant last,
        long count) {

    boolean continues(RecoveryAttempt earlier) {
        return strategy == earlier.strategy
                && success == earlier.success
                && target.equals(earlier.target)
                && reason.equals(earlier.reason);
    }

    RecoveryAttempt again(Instant at) {
        return new RecoveryAttempt(strategy, target, reason, success, first, at, count + 1);
    }
}
