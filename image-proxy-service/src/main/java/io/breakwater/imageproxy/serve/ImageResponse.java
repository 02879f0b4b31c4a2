package io.breakwater.imageproxy.serve;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;

/** The HTTP side of an answer. Nothing that the origin sent goes out but the bytes: no cookie, no header. */
final class ImageResponse {

    private ImageResponse() {}

    static Response of(ImageAnswer answer, Duration took, Request request) {
        var tag = new EntityTag(answer.image().tag());
        var unchanged = request.evaluatePreconditions(tag);
        var response = unchanged != null
                ? unchanged
                : Response.ok(answer.image().bytes(), answer.image().type().mediaType())
                        // HEAD would go without.
                        .header(HttpHeaders.CONTENT_LENGTH, answer.image().bytes().length);
        response.tag(tag)
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        answer.storable() ? "public, max-age=" + answer.maxAge().toSeconds() : "no-store")
                .header("X-Image-Tier", answer.tier().slug())
                .header("X-Cache", answer.cache())
                .header("Cache-Status", answer.cacheStatus())
                .header("Server-Timing", String.format(Locale.ROOT, "image;dur=%.1f", took.toNanos() / 1e6))
                // Whatever it may turn out to be: no script, usable on every page; every answer of the suite says
                // nosniff.
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
        if (answer.age().toSeconds() > 0) {
            response.header("Age", answer.age().toSeconds());
        }
        if (answer.reason() != null) {
            response.header("X-Image-Reason", answer.reason().slug());
        }
        return response.build();
    }
}
