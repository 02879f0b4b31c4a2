package io.breakwater.resilience.request;

import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs something once when a request is over, however it ends: answered, cut off or failed. */
final class RequestEnd {

    private RequestEnd() {}

    /** Answers what runs it early, and then not again. */
    static Runnable of(RoutingContext context, Runnable action) {
        var done = new AtomicBoolean();
        Runnable once = () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
        // The wrapper keeps its listeners whatever handlers are set later; it is there because a shutdown waits for
        // requests (quarkus.shutdown.timeout).
        QuarkusRequestWrapper.get(context.request()).addRequestDoneHandler(over -> once.run());
        if (context.response().ended() || context.response().closed()) {
            once.run();
        }
        return once;
    }
}
