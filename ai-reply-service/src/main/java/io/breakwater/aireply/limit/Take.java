package io.breakwater.aireply.limit;

import java.time.Duration;

/**
 * What came of asking a bucket for a token.
 *
 * @param granted whether there was one
 * @param pause how long until there is one; zero where there was
 * @param remaining how many are left
 * @param full how long until the bucket is full again
 */
record Take(boolean granted, Duration pause, long remaining, Duration full) {

    /**
     * From what the bucket would be after the grant.
     *
     * @param ahead how far the bucket is from full, in µs, with the token taken
     */
    static Take of(Rate rate, long ahead) {
        var over = ahead - rate.fullMicros();
        return over <= 0
                ? new Take(true, Duration.ZERO, -over / rate.intervalMicros(), micros(ahead))
                : new Take(false, micros(over), 0, micros(ahead - rate.intervalMicros()));
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
