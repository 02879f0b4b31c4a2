package io.breakwater.resilience.cache;

import java.time.Duration;

/**
 * What a cache knew.
 *
 * @param age how long ago the value was stored, never negative
 * @param fresh false once it is past its life and may only stand in for what cannot be had
 * @param level where it was found
 */
public record CacheHit<V>(V value, Duration age, boolean fresh, Level level) {

    /** Where a value was found. */
    public enum Level {
        MEMORY,
        REDIS
    }
}
