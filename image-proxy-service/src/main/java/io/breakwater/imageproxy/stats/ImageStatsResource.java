package io.breakwater.imageproxy.stats;

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
    private final ImageCache images;
    private final Caches caches;
    private final BreakerRegistry breakers;

    ImageStatsResource(ImageStatistics statistics, ImageCache images, Caches caches, BreakerRegistry breakers) {
        this.statistics = statistics;
        this.images = images;
        this.caches = caches;
        this.breakers = breakers;
    }

    @GET
    @Operation(summary = "Loads by tier, fallbacks by reason, cache and breakers by host, since this instance's start")
    public ImageStats stats() {
        return new ImageStats(
                statistics.tiers(),
                statistics.reasons(),
                new ImageStats.Cache(images.bytes(), images.maxBytes(), caches.snapshots()),
                breakers.all().stream()
                        .filter(breaker -> breaker.name().startsWith(HOST_BREAKERS)
                                || breaker.name().equals(UpstreamClient.NAME))
                        .map(Breaker::snapshot)
                        .toList());
    }
}
