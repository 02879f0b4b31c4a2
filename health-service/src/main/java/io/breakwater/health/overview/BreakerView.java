package io.breakwater.health.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.suite.BreakerStates;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.Hold;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A breaker of a service, as {@link BreakerSnapshot} has it.
 *
 * @param state UNKNOWN while the service is away; its counts are then its last
 * @param since when it entered this state; absent where that is not known
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record BreakerView(
        String name,
        String state,
        @Nullable Instant since,
        long calls,
        long failures,
        long notPermitted,
        BreakerSettings config,
        @Nullable Hold hold) {

    static BreakerView of(BreakerSnapshot breaker, boolean current) {
        return new BreakerView(
                breaker.name(),
                current ? breaker.state().name() : BreakerStates.UNKNOWN,
                current ? breaker.since() : null,
                breaker.calls(),
                breaker.failures(),
                breaker.notPermitted(),
                breaker.config(),
                current ? breaker.hold() : null);
    }
}
