package io.breakwater.health.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.suite.Aliases;
import io.breakwater.health.suite.BreakerStates;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.breaker.Hold;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A breaker of a service, as {@link BreakerSnapshot} has it.
 *
 * @param name as its service has it; that of a single host's is an alias
 * @param state UNKNOWN while the service is away; its counts are then its last
 * @param since when it entered this state; absent where that is not known
 * @param failurePercent failures of all calls that it let through, 0 to 100
 * @param p95Ms of its latest calls, in ms; absent where there was none
 * @param stuck whether it is half-open for longer than its trial calls may take: nobody calls, or a trial hangs
 * @param hold present while an operator holds it open: who, why and since when
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakerView(
        String name,
        String state,
        @Nullable Instant since,
        long calls,
        long failures,
        double failurePercent,
        long notPermitted,
        @Nullable Double p95Ms,
        boolean stuck,
        BreakerSettings config,
        @Nullable Hold hold) {

    /** Longer than any call of the suite may take, and than any breaker stays open. */
    static final Duration STUCK_AFTER = Duration.ofMinutes(2);

    static BreakerView of(BreakerSnapshot breaker, boolean current, Instant now) {
        return new BreakerView(
                Aliases.of(breaker.name()),
                current ? breaker.state().name() : BreakerStates.UNKNOWN,
                current ? breaker.since() : null,
                breaker.calls(),
                breaker.failures(),
                breaker.calls() == 0 ? 0 : Math.round(10_000.0 * breaker.failures() / breaker.calls()) / 100.0,
                breaker.notPermitted(),
                breaker.p95Ms(),
                current && isStuck(breaker, now),
                breaker.config(),
                current ? breaker.hold() : null);
    }

    private static boolean isStuck(BreakerSnapshot breaker, Instant now) {
        return breaker.state() == BreakerState.HALF_OPEN
                && breaker.since().plus(STUCK_AFTER).isBefore(now);
    }
}
