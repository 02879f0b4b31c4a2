package io.breakwater.usage.increment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.counting.Durability;
import io.breakwater.usage.counting.Metric;
import io.breakwater.usage.counting.UsageEvent;
import io.breakwater.usage.period.Period;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What became of an increment.
 *
 * @param used the metric's month, this increment included
 * @param limit null where none is set
 * @param duplicate whether it had been counted before
 * @param durability whose disk has it
 * @param reason why it is degraded; absent where it is not
 */
@RegisterForReflection
record IncrementAnswer(
        Platform platform,
        UserId user,
        Metric metric,
        String period,
        long used,
        @Nullable Long limit,
        @Nullable Long remaining,
        boolean duplicate,
        Durability durability,
        boolean degraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    static IncrementAnswer of(
            UsageEvent event, long used, boolean duplicate, Durability durability, @Nullable String reason) {
        return new IncrementAnswer(
                event.account().platform(),
                event.account().user(),
                event.metric(),
                Period.monthOf(event.occurredAt()).value(),
                used,
                null,
                null,
                duplicate,
                durability,
                reason != null,
                reason);
    }
}
