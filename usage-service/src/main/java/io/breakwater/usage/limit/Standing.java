package io.breakwater.usage.limit;

import io.breakwater.resilience.ratelimit.Allowance;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.period.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Where a metric stands against one of its limits.
 *
 * @param used in the period; without enforcement it may be more than the limit
 */
public record Standing(Metric metric, Period period, long limit, long used) {

    public long remaining() {
        return Math.max(0, limit - used);
    }

    /** Whether so much more fits. */
    public boolean allows(long amount) {
        return used + amount <= limit;
    }

    /** When the next period begins. */
    public Duration reset(Instant now) {
        var left = Duration.between(now, period.end());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Allowance allowance(Instant now) {
        return new Allowance(
                metric.name() + "-" + period.window().slug(), limit, period.duration(), remaining(), reset(now));
    }

    /** As the {@code RateLimit} headers tell of them, the shortest window first. */
    public static List<Allowance> allowances(Collection<Standing> standings, Instant now) {
        return standings.stream()
                .sorted((one, other) ->
                        one.period().window().compareTo(other.period().window()))
                .map(standing -> standing.allowance(now))
                .toList();
    }
}
