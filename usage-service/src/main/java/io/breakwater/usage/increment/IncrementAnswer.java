package io.breakwater.usage.increment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.counting.Durability;
import io.breakwater.usage.counting.Outcome;
import io.breakwater.usage.counting.UsageEvent;
import io.breakwater.usage.limit.Standing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of an increment.
 *
 * @param used the metric's month, this increment included
 * @param limit the month's; null where none is set
 * @param duplicate whether it had been counted before
 * @param durability whose disk has it
 * @param reason why it is degraded; absent where it is not
 */
@RegisterForReflection
@Schema(examples = """
        {"platform": "linkedin", "user": "testuser", "metric": "requests", "period": "2026-11", "used": 42,
         "limit": 1000, "remaining": 958, "duplicate": false, "durability": "postgres", "degraded": false}
        """)
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

    static IncrementAnswer of(UsageEvent event, Outcome.Counted counted) {
        return of(event, counted.used(), counted.duplicate(), counted.durability(), counted.standings(), null);
    }

    static IncrementAnswer of(UsageEvent event, Outcome.Journaled journaled) {
        return of(
                event,
                journaled.used(),
                journaled.duplicate(),
                Durability.LOCAL,
                journaled.standings(),
                journaled.reason().slug());
    }

    private static IncrementAnswer of(
            UsageEvent event,
            long used,
            boolean duplicate,
            Durability durability,
            List<Standing> standings,
            @Nullable String reason) {
        var month = event.month();
        var standing =
                standings.stream().filter(one -> one.period().equals(month)).findFirst();
        return new IncrementAnswer(
                event.account().platform(),
                event.account().user(),
                event.metric(),
                month.value(),
                used,
                standing.map(Standing::limit).orElse(null),
                standing.map(Standing::remaining).orElse(null),
                duplicate,
                durability,
                reason != null,
                reason);
    }
}
