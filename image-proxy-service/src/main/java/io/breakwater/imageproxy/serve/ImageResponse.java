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
import org.jboss.resteasy.reactive.PathPart;

/** The HTTP side of an answer. Nothing that the origin sent goes out but the bytes: no cookie, no header. */
@Singleton
final class ImageResponse {

    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ImageHeaders headers;

    ImageResponse(ImageHeaders headers) {
        this.headers = headers;
    }

    Response of(ImageAnswer answer, Duration took, Conditions conditions, HttpServerRequest request) {
        var response =
                switch (answer.content()) {
                    case Content.Whole(var body, var changed) -> whole(body, changed, conditions);
                    case Content.StandIn(var image) -> standIn(new StoredBody.InMemory(image), conditions);
                    case Content.Coming(var stream) ->
                        typed(Response.ok(new CuttableOutput(stream, request)), stream.type());
                };
        headers.answer(answer, took, to(response));
        return response.build();
    }

    private static ImageHeaders.Target to(ResponseBuilder response) {
        return (name, value) -> response.header(name.toString(), value.toString());
    }

    private ResponseBuilder whole(StoredBody body, Instant changed, Conditions conditions) {
        var tag = ImageHeaders.tag(body);
        var response = conditions.unchanged(tag, changed)
                ? Response.notModified()
                : part(body, conditions.part(tag, changed, body.length()));
        headers.validators(tag, changed, to(response));
        return response;
    }

    private ResponseBuilder standIn(StoredBody body, Conditions conditions) {
        var tag = ImageHeaders.tag(body);
        var response =
                conditions.unchanged(tag, Instant.MAX) ? Response.notModified() : part(body, new ByteRange.All());
        return response.header(HttpHeaders.ETAG, tag);
    }

    private ResponseBuilder part(StoredBody body, ByteRange range) {
        return switch (range) {
            case ByteRange.All _ -> bytes(Response.ok(), body, new ByteRange.Part(0, body.length() - 1));
            case ByteRange.Part part ->
                bytes(Response.status(PARTIAL_CONTENT), body, part)
                        .header("Content-Range", part.contentRange(body.length()));
            case ByteRange.Unsatisfiable _ ->
                Response.status(RANGE_NOT_SATISFIABLE).header("Content-Range", "bytes */" + body.length());
        };
    }

    private ResponseBuilder bytes(ResponseBuilder response, StoredBody body, ByteRange.Part part) {
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

    private ResponseBuilder typed(ResponseBuilder response, ImageType type) {
        headers.type(type, to(response));
        return response;
    }
}
