package io.breakwater.resilience.breaker;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A breaker at one moment.
 *
 * @param since when it entered this state
 * @param calls calls it let through
 * @param failures those of them that counted as failures
 * @param notPermitted calls it turned away
 * @param p95Ms 95 of 100 of its latest calls, at most 200, took at most as long, in ms; absent where there was none. A retry is
 *     a call of its own
 * @param hold present while an operator holds it open
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakerSnapshot(
        String name,
        BreakerState state,
        Instant since,
        long calls,
        long failures,
        long notPermitted,
        @Nullable Double p95Ms,
        BreakerSettings config,
        @Nullable Hold hold) {

    public BreakerSnapshot {
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(since, "since");
        requireNonNull(config, "config");
    }
}
