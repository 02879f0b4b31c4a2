package io.breakwater.resilience.metrics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * Durations counted in buckets: histograms with the same bounds can be added up, which percentiles cannot.
 *
 * @param count how many durations
 * @param totalMs their sum
 * @param buckets upper bound in ms → how many were at most that long
 */
@RegisterForReflection
public record Histogram(long count, double totalMs, NavigableMap<Double, Long> buckets) {

    public Histogram {
        requireNonNull(buckets, "buckets");
    }

    public static final Histogram EMPTY = new Histogram(0, 0, new TreeMap<>());

    public Histogram plus(Histogram other) {
        var sum = new TreeMap<>(buckets);
        other.buckets.forEach((bound, n) -> sum.merge(bound, n, Long::sum));
        return new Histogram(count + other.count, totalMs + other.totalMs, sum);
    }

    public double avg() {
        return count == 0 ? 0 : totalMs / count;
    }

    /**
     * The duration below which this part of them lies, in ms, taken as evenly spread within its bucket; past the
     * highest bound, that bound; 0 where there are none.
     *
     * @param quantile 0 to 1
     */
    public double percentile(double quantile) {
        var rank = quantile * count;
        double lowerBound = 0;
        long below = 0;
        for (Map.Entry<Double, Long> bucket : buckets.entrySet()) {
            if (count > 0 && bucket.getValue() >= rank) {
                var inBucket = bucket.getValue() - below;
                var part = inBucket == 0 ? 1 : (rank - below) / inBucket;
                return lowerBound + (bucket.getKey() - lowerBound) * part;
            }
            lowerBound = bucket.getKey();
            below = bucket.getValue();
        }
        return count == 0 ? 0 : lowerBound;
    }
}
