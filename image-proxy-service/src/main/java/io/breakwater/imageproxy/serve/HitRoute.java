package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.cache.StoredBody;
import io.breakwater.resilience.request.LoadShedder;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Answers plain requests for what memory has on the connection's own thread: nothing on this way blocks, and the way
 * through {@link ProxyImageResource} costs three times as much (measured). It comes after everything that may refuse a
 * request: its size, its caller, its deadline, the load. What is not answered here goes on as it came.
 */
@Singleton
final class HitRoute implements Handler<RoutingContext> {

    /** The next after the one that turns away what is too much. */
    private static final int ORDER = LoadShedder.ORDER - 10;

    /** Where Quarkus looks for the path that metrics and traces tell. */
    private static final String TEMPLATE = "UrlPathTemplate";

    /** What makes an answer another one than the whole image, as {@link Conditions} has it. */
    private static final List<CharSequence> CONDITIONS =
            List.of(HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE, HttpHeaderNames.RANGE);

    private final ImageDesk desk;
    private final ImageHeaders headers;

    HitRoute(ImageDesk desk, ImageHeaders headers) {
        this.desk = desk;
        this.headers = headers;
    }

    void register(@Observes Filters filters) {
        filters.register(this, ORDER);
    }

    @Override
    public void handle(RoutingContext context) {
        if (!plain(context.request())
                || !ProxyImageResource.PATH.equals(context.normalizedPath())
                || !answered(context)) {
            context.next();
        }
    }

    private static boolean plain(HttpServerRequest request) {
        return request.method() == HttpMethod.GET && CONDITIONS.stream().noneMatch(request.headers()::contains);
    }

    private boolean answered(RoutingContext context) {
        var found = desk.atHand(asked(context));
        if (found.isEmpty()) {
            return false;
        }
        if (!(found.get().answer().content() instanceof Content.Whole(StoredBody.InMemory body, var changed))) {
            throw new IllegalStateException("memory has other than whole images");
        }
        ((HttpServerRequestInternal) context.request()).context().putLocal(TEMPLATE, ProxyImageResource.PATH);
        var response = context.response();
        ImageHeaders.Target to = response::putHeader;
        headers.type(body.type(), to);
        to.put(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
        headers.validators(ImageHeaders.tag(body), changed, to);
        headers.answer(found.get().answer(), found.get().took(), to);
        // Not copied: it is the cache's own array.
        response.end(BufferImpl.buffer(Unpooled.wrappedBuffer(body.image().bytes())));
        return true;
    }

    private static Asked asked(RoutingContext context) {
        var query = context.queryParams();
        return new Asked(
                query.get("url"), query.get("fallback"), query.get("expires"), query.get("kid"), query.get("sig"));
    }
}
