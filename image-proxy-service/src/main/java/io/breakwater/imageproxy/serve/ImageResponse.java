package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.cache.StoredBody;
import io.breakwater.imageproxy.image.ImageType;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.PathPart;

/** The HTTP side of an answer. Nothing that the origin sent goes out but the bytes: no cookie, no header. */
@Singleton
final class ImageResponse {

    /** Half of a SHA-256 is more than enough to tell images apart. */
    private static final int TAG_DIGITS = 32;

    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final boolean originMatters;

    ImageResponse(@ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean cors) {
        this.originMatters = cors;
    }

    Response of(ImageAnswer answer, Duration took, Conditions conditions, HttpServerRequest request) {
        var response =
                switch (answer.content()) {
                    case Content.Whole(var body, var changed) -> whole(body, changed, conditions);
                    case Content.StandIn(var image) -> standIn(new StoredBody.InMemory(image), conditions);
                    case Content.Coming(var stream) ->
                        typed(Response.ok(new CuttableOutput(stream, request)), stream.type());
                };
        response.header(
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
        if (originMatters) {
            // The answer is the same for everybody, but for the headers that let other pages' scripts read it.
            response.header(HttpHeaders.VARY, "Origin");
        }
        if (answer.age().toSeconds() > 0) {
            response.header("Age", answer.age().toSeconds());
        }
        if (answer.reason() != null) {
            response.header("X-Image-Reason", answer.reason().slug());
        }
        return response.build();
    }

    private static ResponseBuilder whole(StoredBody body, Instant changed, Conditions conditions) {
        var tag = tag(body);
        var response = conditions.unchanged(tag, changed)
                ? Response.notModified()
                : part(body, conditions.part(tag, changed, body.length()));
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.LAST_MODIFIED, Conditions.date(changed))
                .header("Accept-Ranges", "bytes");
    }

    private static ResponseBuilder standIn(StoredBody body, Conditions conditions) {
        var tag = tag(body);
        var response =
                conditions.unchanged(tag, Instant.MAX) ? Response.notModified() : part(body, new ByteRange.All());
        return response.header(HttpHeaders.ETAG, tag);
    }

    private static ResponseBuilder part(StoredBody body, ByteRange range) {
        return switch (range) {
            case ByteRange.All _ -> bytes(Response.ok(), body, new ByteRange.Part(0, body.length() - 1));
            case ByteRange.Part part ->
                bytes(Response.status(PARTIAL_CONTENT), body, part)
                        .header("Content-Range", part.contentRange(body.length()));
            case ByteRange.Unsatisfiable _ ->
                Response.status(RANGE_NOT_SATISFIABLE).header("Content-Range", "bytes */" + body.length());
        };
    }

    private static ResponseBuilder bytes(ResponseBuilder response, StoredBody body, ByteRange.Part part) {
        // HEAD would go without the length.
        return typed(response, body.type())
                .header(HttpHeaders.CONTENT_LENGTH, part.length())
                .entity(
                        switch (body) {
                            // Not copied: it is the cache's own array.
                            case StoredBody.InMemory(var image) ->
                                BufferImpl.buffer(
                                        Unpooled.wrappedBuffer(image.bytes(), (int) part.first(), (int) part.length()));
                            case StoredBody.InFile file -> new PathPart(file.file(), part.first(), part.length());
                        });
    }

    private static ResponseBuilder typed(ResponseBuilder response, ImageType type) {
        return response.header(HttpHeaders.CONTENT_TYPE, type.mediaType())
                .header("Content-Disposition", "inline; filename=\"image." + type.extension() + "\"");
    }

    private static String tag(StoredBody body) {
        return '"' + body.hash().substring(0, TAG_DIGITS) + '"';
    }
}
