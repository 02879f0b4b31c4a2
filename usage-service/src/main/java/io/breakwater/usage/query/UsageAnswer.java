package io.breakwater.usage.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.counting.Usage;
import io.breakwater.usage.period.Period;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an account used in a period.
 *
 * @param metrics metric → use; {@code requests} is always there
 * @param asOf when the store of record last said so; null where it is away and never said anything
 * @param pending how many events wait in the local journal for the database
 */
@RegisterForReflection
@Schema(examples = """
        {"platform": "linkedin", "user": "testuser", "period": "2026-11",
         "metrics": {"requests": {"used": 42, "limit": 1000, "remaining": 958}},
         "source": "postgres", "asOf": "2026-11-22T10:00:00Z", "pending": 0, "degraded": false}
        """)
record UsageAnswer(
        Platform platform,
        UserId user,
        String period,
        Map<String, MetricUse> metrics,

        @Schema(enumeration = {"redis", "postgres", "local"})
        String source,

        @Nullable Instant asOf,
        long pending,
        boolean degraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

    /** @param limit for a period of this length; null where none is set */
    @RegisterForReflection
    record MetricUse(
            long used, @Nullable Long limit, @Nullable Long remaining) {

        static MetricUse of(long used, @Nullable Long limit) {
            return new MetricUse(used, limit, limit == null ? null : Math.max(0, limit - used));
        }
    }

    static UsageAnswer of(Account account, Period period, Usage usage) {
        var names = new TreeSet<>(usage.used().keySet());
        names.addAll(usage.limits().keySet());
        names.add(Metric.REQUESTS.name());
        var metrics = new TreeMap<String, MetricUse>();
        names.forEach(name -> metrics.put(
                name,
                MetricUse.of(usage.used().getOrDefault(name, 0L), usage.limits().get(name))));
        return new UsageAnswer(
                account.platform(),
                account.user(),
                period.value(),
                metrics,
                usage.source().name().toLowerCase(Locale.ROOT),
                usage.asOf().orElse(null),
                usage.pending(),
                usage.degraded(),
                usage.reason().map(code -> code.slug()).orElse(null));
    }
}
