package io.breakwater.imageproxy.stats;

import io.breakwater.resilience.metrics.Histogram;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, counted in buckets: the same few numbers however often it happens. Safe for many threads. */
final class LoadTimes {

    /** Upper bounds in ms, about a third apart up to the longest load: no percentile is further off than that. */
    private static final double[] BOUNDS_MS = {
        0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1_000,
        1_500, 2_000, 3_000, 4_000, 5_000, 6_000, 7_500, 10_000, 15_000
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MS.length);
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void record(Duration took) {
        var ms = took.toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
        var bucket = 0;
        while (bucket < BOUNDS_MS.length - 1 && ms > BOUNDS_MS[bucket]) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        count.increment();
        nanos.add(took.toNanos());
        longest.accumulate(took.toNanos());
    }

    long count() {
        return count.sum();
    }

    double maxMs() {
        return longest.get() / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    Histogram histogram() {
        var buckets = new TreeMap<Double, Long>();
        long below = 0;
        for (int i = 0; i < BOUNDS_MS.length; i++) {
            below += counts.get(i);
            buckets.put(BOUNDS_MS[i], below);
        }
        return new Histogram(below, nanos.sum() / (double) TimeUnit.MILLISECONDS.toNanos(1), buckets);
    }
}
