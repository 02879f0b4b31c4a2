package io.breakwater.resilience.request;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/** Gives each request its trace id, and each answer the headers that all have. */
@Singleton
final class TraceFilter implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        begin(context);
        context.next();
    }

    /** Also for what fails before the filters: a path that cannot be read. */
    static void begin(RoutingContext context) {
        var span = Span.current().getSpanContext();
        var incoming = span.isValid()
                ? span.getTraceId()
                : TraceId.parse(context.request().getHeader("traceparent"));
        var id = incoming == null ? TraceId.random() : incoming;
        MDC.put(TraceId.LOG_KEY, id);
        context.response().putHeader(TraceId.HEADER, id).putHeader("X-Content-Type-Options", "nosniff");
    }
}
