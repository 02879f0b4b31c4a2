package io.breakwater.imageproxy.stats;

import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * This instance's images since its start.
 *
 * @param tiers tier → what it served
 * @param fallbacks reason → how often an image was not to be had for it
 * @param breakers by host, at most 256, and the way out itself
 */
@RegisterForReflection
record ImageStats(
        Map<String, TierStatistics> tiers, Map<String, Long> fallbacks, Cache cache, List<BreakerSnapshot> breakers) {

    /** @param bytes what the images in memory weigh */
    @RegisterForReflection
    record Cache(long bytes, long maxBytes, List<CacheSnapshot> levels) {}
}
