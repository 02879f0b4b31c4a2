package io.breakwater.aireply.limit;

import java.time.Duration;

/**
 * A token bucket's size and speed.
 *
 * @param perSecond tokens that come in a second, above 0 to 1,000,000
 * @param burst tokens that it holds, 1 to 1,000,000
 */
record Rate(double perSecond, int burst) {

    Rate {
        if (!(perSecond > 0 && perSecond <= 1_000_000) || burst < 1 || burst > 1_000_000) {
            throw new IllegalArgumentException("a rate is above 0 to 1,000,000 a second, its burst 1 to 1,000,000");
        }
    }

    /** From one token to the next, in µs. */
    long intervalMicros() {
        return Math.max(1, Math.round(1e6 / perSecond));
    }

    /** How long an empty bucket takes to be full, in µs. */
    long fullMicros() {
        return burst * intervalMicros();
    }

    /** The same as a window of whole seconds, at least 1. */
    Duration window() {
        return Duration.ofSeconds(Math.max(1, Math.ceilDiv(fullMicros(), 1_000_000L)));
    }
}
