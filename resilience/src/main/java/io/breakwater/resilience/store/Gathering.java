package io.breakwater.resilience.store;

import java.time.Duration;

/**
 * When the next batch may begin. After a batch of several items others are given a moment to come too: each batch costs the
 * same however small it is, and callers that are answered together come back one after the other. One caller after another
 * is never delayed. Guarded by its owner's lock; times are those of {@link System#nanoTime}.
 */
final class Gathering {

    /** The longest moment; otherwise half of what the last batch took. */
    static final Duration MOST = Duration.ofMillis(4);

    /** How many are to wait before the next batch begins, and from when on it begins with fewer. */
    private int expected = 1;

    private long until;

    Gathering(long now) {
        until = now;
    }

    /** A batch has ended: as many are expected again, and those who came meanwhile. */
    void ended(int items, int waiting, long started, long now) {
        expected = items + waiting;
        until = items == 1 ? now : now + Math.min((now - started) / 2, MOST.toNanos());
    }

    boolean over(int waiting, long now) {
        return waiting >= expected || left(now) <= 0;
    }

    /** Nanoseconds, none or fewer where it is over however few wait. */
    long left(long now) {
        return until - now;
    }
}
