package io.breakwater.health.stream;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.request.LongLived;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Opens the stream. A route of its own and no resource, because what is sent is made once for all followers and none of
 * them may hold a thread. Described for OpenAPI in META-INF/openapi.yaml.
 */
@Singleton
final class StreamRoute {

    private static final String PATH = "/api/health/stream";
    private static final String RETRY = "retry: 1000\n\n";

    private final EventStream stream;

    StreamRoute(EventStream stream) {
        this.stream = stream;
    }

    void open(@Observes Router router) {
        router.get(PATH).handler(this::follow);
    }

    private void follow(RoutingContext context) {
        var response = context.response();
        var lastEventId = context.request().getHeader("Last-Event-ID");
        LongLived.declare(context);
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Some proxies in front keep what they pass until there is enough of it.
                .putHeader("X-Accel-Buffering", "no");
        var differences = Boolean.parseBoolean(context.request().getParam("differences"));
        var gone = stream.follow(context.request(), context.vertx().getOrCreateContext(), lastEventId, differences);
        if (gone.isEmpty()) {
            response.setChunked(false);
            response.headers().remove(HttpHeaders.CACHE_CONTROL);
            context.fail(ProblemException.of(ProblemCode.BULKHEAD_FULL, "As many as may follow the stream do already")
                    .retryAfter(Duration.ofSeconds(5)));
            return;
        }
        context.addEndHandler(ended -> gone.get().run());
        response.write(RETRY);
    }
}
