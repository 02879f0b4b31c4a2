package io.breakwater.resilience.breaker;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long the latest calls that a breaker let through took, {@value #KEPT} at most: the oldest makes room. Safe for use by
 * many threads; none waits for another.
 */
final class LatestCalls {

    /** Ten of them lie above the 95th percentile, so that one slow call does not make it. 800 bytes for each breaker. */
    static final int KEPT = 200;

    private static final double PART = 0.95;
    private static final int NS_PER_US = 1_000;

    /** In µs, at least 1; 0 where there was no call yet. */
    private final AtomicIntegerArray micros = new AtomicIntegerArray(KEPT);

    private final AtomicInteger next = new AtomicInteger();

    /** Runs it and remembers how long that took, however it ended. It has to be done when it returns. */
    <T> T time(Callable<T> work) throws Exception {
        var started = System.nanoTime();
        try {
            return work.call();
        } finally {
            add(System.nanoTime() - started);
        }
    }

    void add(long nanos) {
        var slot = Integer.remainderUnsigned(next.getAndIncrement(), KEPT);
        micros.set(slot, Math.clamp(nanos / NS_PER_US, 1, Integer.MAX_VALUE));
    }

    /** In ms: 95 of 100 took at most as long. Null where there was no call yet. */
    @Nullable
    Double p95Ms() {
        var sorted = IntStream.range(0, KEPT)
                .map(micros::get)
                .filter(each -> each > 0)
                .sorted()
                .toArray();
        return sorted.length == 0 ? null : Math.round(sorted[(int) Math.ceil(PART * sorted.length) - 1] / 10.0) / 100.0;
    }
}
