package io.breakwater.imageproxy.stats;

import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * This instance's images since its start.
 *
 * @param tiers tier → what it served, and what came of asking it
 * @param fallbacks reason → how often the first tier did not have an image for it
 * @param hosts those asked most first; as many as are known at once, 256 by default
 * @param breakers by host, as many, and the way out itself
 */
@RegisterForReflection
record ImageStats(
        Map<String, TierStatistics> tiers,
        Map<String, Long> fallbacks,
        List<HostStatistics> hosts,
        Cache cache,
        List<BreakerSnapshot> breakers) {

    /**
     * @param bytes what the images in memory weigh
     * @param diskBytes what the files take
     */
    @RegisterForReflection
    record Cache(long bytes, long maxBytes, long diskBytes, long maxDiskBytes, List<CacheSnapshot> levels) {}
}
