package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.image.StandIns;
import io.breakwater.imageproxy.load.ImageLoader;
import io.breakwater.imageproxy.load.Load;
import io.breakwater.imageproxy.stats.ImageStatistics;
import io.breakwater.imageproxy.tier.TierName;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.request.Deadline;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Remote images: always an image, unless the caller would rather have a problem. */
@Path("/api/proxy-image")
@Tag(name = "Images")
public final class ProxyImageResource {

    /** A little more than a fetch may take: whoever waits for one sees its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** What is left of a caller's deadline for the answer itself. */
    private static final Duration HEADROOM = Duration.ofMillis(20);

    private final ImageLoader loader;
    private final FallbackPolicy policy;
    private final ImageStatistics statistics;
    private final InstantSource clock;

    ProxyImageResource(ImageLoader loader, FallbackPolicy policy, ImageStatistics statistics, InstantSource clock) {
        this.loader = loader;
        this.policy = policy;
        this.statistics = statistics;
        this.clock = clock;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "A remote image",
            description =
                    "Headers tell where it came from: X-Image-Tier, X-Image-Reason, X-Cache, Cache-Status. HEAD answers alike, without the body.")
    @APIResponse(
            responseCode = "200",
            description = "The image, or one that stands in for it",
            content = @Content(mediaType = "image/*"))
    @APIResponse(responseCode = "304", description = "The caller's own copy is still the same")
    @APIResponse(responseCode = "400", description = "No url, or a fallback that does not exist")
    @APIResponse(responseCode = "403", description = "fallback=none: this URL may not be fetched (url-refused)")
    @APIResponse(responseCode = "502", description = "fallback=none: upstream-error or upstream-refused")
    @APIResponse(responseCode = "503", description = "fallback=none: circuit-open or bulkhead-full")
    @APIResponse(responseCode = "504", description = "fallback=none: timeout")
    public Response image(
            @Parameter(
                            description = "The image's address, http or https, percent-encoded",
                            required = true,
                            example = "https://cdn.example.com/a.jpg")
                    @QueryParam("url")
                    @Nullable
                    String url,
            @Parameter(
                            description = "What to answer where there is no image",
                            schema =
                                    @Schema(
                                            enumeration = {"placeholder", "pixel", "none"},
                                            defaultValue = "placeholder"))
                    @QueryParam("fallback")
                    @Nullable
                    String fallback,
            @Context Request request)
            throws InterruptedException {
        var started = clock.instant();
        var wanted = policy.effective(Fallback.parse(fallback));
        if (url == null || url.isBlank()) {
            throw ProblemException.invalid("url", "must be the address of an image");
        }
        var load = loader.load(url, patience());
        load.whyLeft().ifPresent(statistics::left);
        var answer = answer(load, wanted);
        var took = Duration.between(started, clock.instant());
        statistics.served(answer.tier(), took);
        return ImageResponse.of(answer, took, request);
    }

    /** Whoever stops waiting earlier gets a stand-in while there is time; the fetch goes on for the next one. */
    private Duration patience() {
        return Deadline.current()
                .map(deadline -> deadline.remaining(clock).minus(HEADROOM))
                .filter(left -> left.compareTo(PATIENCE) < 0)
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .orElse(PATIENCE);
    }

    private ImageAnswer answer(Load load, Fallback wanted) {
        return switch (load) {
            case Load.Hit hit -> ImageAnswer.of(hit.image(), load, clock.instant());
            case Load.Miss miss -> ImageAnswer.of(miss.image(), load, clock.instant());
            case Load.Stale stale -> ImageAnswer.of(stale.image(), load, clock.instant());
            case Load.Missing missing ->
                switch (wanted) {
                    case PLACEHOLDER -> ImageAnswer.standIn(StandIns.PLACEHOLDER, TierName.PLACEHOLDER, missing);
                    case PIXEL -> ImageAnswer.standIn(StandIns.PIXEL, TierName.PIXEL, missing);
                    case NONE -> throw missing.reason().problem();
                };
        };
    }
}
