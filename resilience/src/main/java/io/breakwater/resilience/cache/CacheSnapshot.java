package io.breakwater.resilience.cache;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A cache at one moment.
 *
 * @param entries in memory
 * @param hits look-ups that found a fresh value
 * @param stale look-ups that found only a stale one
 * @param hitRate percent of look-ups that were hits, 0 to 100
 */
@RegisterForReflection
public record CacheSnapshot(
        String name, long entries, long maxEntries, long hits, long misses, long stale, double hitRate) {}
