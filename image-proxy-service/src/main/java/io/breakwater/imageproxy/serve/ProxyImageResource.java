package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.image.StandIns;
import io.breakwater.imageproxy.load.ImageLoader;
import io.breakwater.imageproxy.load.Load;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.signing.Signatures;
import io.breakwater.imageproxy.signing.Signed;
import io.breakwater.imageproxy.stats.ImageStatistics;
import io.breakwater.imageproxy.tier.TierName;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.request.Deadline;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
    private final Signatures signatures;
    private final ImageResponse responses;
    private final ImageStatistics statistics;
    private final InstantSource clock;

    ProxyImageResource(
            ImageLoader loader,
            FallbackPolicy policy,
            Signatures signatures,
            ImageResponse responses,
            ImageStatistics statistics,
            InstantSource clock) {
        this.loader = loader;
        this.signatures = signatures;
        this.responses = responses;
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
    @APIResponse(
            responseCode = "206",
            description = "The part that was asked for",
            content = @Content(mediaType = "image/*"))
    @APIResponse(responseCode = "304", description = "The caller's own copy is still the same")
    @APIResponse(responseCode = "400", description = "No url, or a fallback that does not exist")
    @APIResponse(
            responseCode = "403",
            description = "fallback=none: this URL may not be fetched (url-refused), or is not signed (forbidden)")
    @APIResponse(responseCode = "416", description = "No such part, or several")
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
            @Parameter(description = "Where URLs have to be signed: until when this one is, in Unix seconds")
                    @QueryParam("expires")
                    @Nullable
                    String expires,
            @Parameter(description = "Where URLs have to be signed: the id of the key") @QueryParam("kid") @Nullable
                    String keyId,
            @Parameter(description = "Where URLs have to be signed: the signature, HMAC-SHA256 in Base64url")
                    @QueryParam("sig")
                    @Nullable
                    String signature,
            @Context Request request,
            @Context HttpHeaders headers,
            @Context HttpServerRequest connection)
            throws InterruptedException {
        var started = clock.instant();
        var wanted = policy.effective(Fallback.parse(fallback));
        if (url == null || url.isBlank()) {
            throw ProblemException.invalid("url", "must be the address of an image");
        }
        var conditions = Conditions.of(request.getMethod(), headers);
        var signed = signatures.check(url, expires, keyId, signature);
        var load =
                switch (signed) {
                    case Signed.Refused _ -> new Load.Missing(Reason.NOT_SIGNED, false);
                    case Signed.Until _, Signed.Unneeded _ -> loader.load(url, conditions.needWhole(), patience());
                };
        load.whyLeft().ifPresent(statistics::left);
        var answer = bounded(answer(load, wanted), signed);
        var took = Duration.between(started, clock.instant());
        statistics.served(answer.tier(), took);
        return responses.of(answer, took, conditions, connection);
    }

    /** Nobody downstream may give it out for longer than its URL is good. */
    private ImageAnswer bounded(ImageAnswer answer, Signed signed) {
        return signed instanceof Signed.Until(var end)
                ? answer.keptAtMost(Duration.between(clock.instant(), end))
                : answer;
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
            case Load.Hit(var image) -> ImageAnswer.hit(image, clock.instant());
            case Load.Miss miss -> ImageAnswer.miss(miss, clock.instant());
            case Load.Streamed streamed -> ImageAnswer.streamed(streamed);
            case Load.Revalidating(var image) -> ImageAnswer.stale(image, null, clock.instant());
            case Load.Stale(var image, var reason) -> ImageAnswer.stale(image, reason, clock.instant());
            case Load.Missing missing ->
                switch (wanted) {
                    case PLACEHOLDER -> ImageAnswer.standIn(StandIns.PLACEHOLDER, TierName.PLACEHOLDER, missing);
                    case PIXEL -> ImageAnswer.standIn(StandIns.PIXEL, TierName.PIXEL, missing);
                    case NONE -> throw missing.reason().problem();
                };
        };
    }
}
