package io.breakwater.resilience.cache;

import java.time.Duration;

/**
 * How one cache behaves.
 *
 * @param name in answers, metrics and Redis keys: lower-case letters, digits and dashes
 * @param maxEntries how many entries memory keeps, at least 1
 * @param freshFor how long an entry is good, above 0
 * @param staleFor how much longer it may stand in when nothing better can be had, 0 or more
 */
public record CacheSettings(String name, int maxEntries, Duration freshFor, Duration staleFor) {

    public CacheSettings {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("a cache's name is made of lower-case letters, digits and dashes");
        }
        if (maxEntries < 1 || !freshFor.isPositive() || staleFor.isNegative()) {
            throw new IllegalArgumentException("maxEntries and freshFor must be positive, staleFor not negative");
        }
    }

    /** How long an entry is kept at all. */
    public Duration keptFor() {
        return freshFor.plus(staleFor);
    }
}
