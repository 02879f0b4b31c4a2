package io.breakwater.resilience.cache;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A cache at one moment.
 *
 * @param entries in memory
 * @param hits look-ups that found a fresh value
 * @param stale look-ups that found only a stale one
 * @param coalesced look-ups that missed and shared the work of one before them
 * @param hitRate percent of look-ups that were hits, 0 to 100
 */
@RegisterForReflection
public record CacheSnapshot(
        String name,
        long entries,
        long maxEntries,
        long hits,
        long misses,
        long stale,
        long coalesced,
        double hitRate) {

    /** Of a cache in which nothing is shared. */
    public CacheSnapshot(
            String name, long entries, long maxEntries, long hits, long misses, long stale, double hitRate) {
        this(name, entries, maxEntries, hits, misses, stale, 0, hitRate);
    }
}
