package io.breakwater.usage.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.counting.Account;
import io.breakwater.usage.counting.Metric;
import io.breakwater.usage.counting.Usage;
import io.breakwater.usage.period.Period;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    /** @param limit null where none is set */
    @RegisterForReflection
    record MetricUse(
            long used, @Nullable Long limit, @Nullable Long remaining) {}

    static UsageAnswer of(Account account, Period period, Usage usage) {
        var metrics = new TreeMap<String, MetricUse>();
        metrics.put(Metric.REQUESTS.name(), new MetricUse(0, null, null));
        usage.used().forEach((metric, used) -> metrics.put(metric, new MetricUse(used, null, null)));
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
