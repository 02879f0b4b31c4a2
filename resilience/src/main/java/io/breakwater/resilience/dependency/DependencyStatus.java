package io.breakwater.resilience.dependency;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A dependency at one moment.
 *
 * @param since when it entered this state
 * @param reason why it is down: a problem's code
 * @param checkedAt when a probe last ended
 * @param latencyMs how long the last successful probe took
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DependencyStatus(
        String name,
        DependencyState state,
        Instant since,
        @Nullable String reason,
        @Nullable Instant checkedAt,
        @Nullable Double latencyMs) {

    public DependencyStatus {
        requireNonNull(name, "name");
        requireNonNull(state, "state");
        requireNonNull(since, "since");
    }

    boolean down() {
        return state == DependencyState.DOWN;
    }

    DependencyStatus up(Instant now, double newLatencyMs) {
        return new DependencyStatus(
                name, DependencyState.UP, state == DependencyState.UP ? since : now, null, now, newLatencyMs);
    }

    DependencyStatus down(Instant now, String why) {
        return new DependencyStatus(name, DependencyState.DOWN, down() ? since : now, why, now, null);
    }
}
