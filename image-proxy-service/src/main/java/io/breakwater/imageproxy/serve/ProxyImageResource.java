package io.breakwater.imageproxy.serve;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Remote images: always an image, unless the caller would rather have a problem. What memory has is answered before a
 * request comes here, by {@link HitRoute}.
 */
@Path(ProxyImageResource.PATH)
@Tag(name = "Images")
public final class ProxyImageResource {

    static final String PATH = "/api/proxy-image";

    private final ImageDesk desk;
    private final ImageResponse responses;

    ProxyImageResource(ImageDesk desk, ImageResponse responses) {
        this.desk = desk;
        this.responses = responses;
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
        var conditions = Conditions.of(request.getMethod(), headers);
        var answered = desk.answer(new Asked(url, fallback, expires, keyId, signature), conditions.needWhole());
        return responses.of(answered.answer(), answered.took(), conditions, connection);
    }
}
