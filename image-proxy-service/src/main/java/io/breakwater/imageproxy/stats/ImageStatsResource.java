package io.breakwater.imageproxy.stats;

import io.breakwater.imageproxy.cache.DiskCache;
import io.breakwater.imageproxy.cache.ImageCache;
import io.breakwater.imageproxy.fetch.UpstreamClient;
import io.breakwater.resilience.breaker.Breaker;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.cache.Caches;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this instance did with images. Everything in it is read from memory. */
@Path("/api/proxy-image/stats")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Images")
@NonBlocking
public final class ImageStatsResource {

    private static final String HOST_BREAKERS = "image:";

    private final ImageStatistics statistics;
    private final AttemptStatistics attempts;
    private final ImageCache images;
    private final DiskCache disk;
    private final Caches caches;
    private final BreakerRegistry breakers;

    ImageStatsResource(
            ImageStatistics statistics,
            AttemptStatistics attempts,
            ImageCache images,
            DiskCache disk,
            Caches caches,
            BreakerRegistry breakers) {
        this.statistics = statistics;
        this.attempts = attempts;
        this.images = images;
        this.disk = disk;
        this.caches = caches;
        this.breakers = breakers;
    }

    @GET
    @Operation(
            summary =
                    "Loads and load times by tier and host, fallbacks by reason, cache, breakers by host, since this instance's start")
    public ImageStats stats() {
        return new ImageStats(
                statistics.tiers(),
                statistics.reasons(),
                attempts.hosts(),
                new ImageStats.Cache(
                        images.bytes(), images.maxBytes(), disk.bytes(), disk.maxBytes(), caches.snapshots()),
                breakers.all().stream()
                        .filter(breaker -> breaker.name().startsWith(HOST_BREAKERS)
                                || breaker.name().equals(UpstreamClient.NAME))
                        .map(Breaker::snapshot)
                        .toList());
    }
}
