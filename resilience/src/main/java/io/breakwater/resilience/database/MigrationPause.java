package io.breakwater.resilience.database;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a migration that failed is left alone: 1 s, then 2 s, then 4 s each time. One that fails on a database which
 * is there most often needs an operator, who wants a log to read; but a standby that is promoted is to be used within
 * 5 s. Safe for use by many threads.
 */
final class MigrationPause {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final LongSupplier nanoTime;
    private Duration length = Duration.ZERO;
    private long begun;

    /** @param nanoTime as {@link System#nanoTime} */
    MigrationPause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A migration failed. */
    synchronized void begin() {
        var doubled = length.isZero() ? FIRST : length.multipliedBy(2);
        length = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        begun = nanoTime.getAsLong();
    }

    /** It is worth another try at once: a migration went well, or the database was away. */
    synchronized void end() {
        length = Duration.ZERO;
    }

    synchronized boolean over() {
        return length.isZero() || nanoTime.getAsLong() - begun >= length.toNanos();
    }
}
