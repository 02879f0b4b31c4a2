package io.breakwater.resilience.request;

import io.breakwater.resilience.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** One body that is being received. Everything happens on the connection's event loop. */
final class BodyReception {

    private final RoutingContext context;
    private final BodyFilter limits;
    private final Buffer body = Buffer.buffer();
    private long reserved;
    private long timer;
    private boolean over;

    BodyReception(RoutingContext context, BodyFilter limits) {
        this.context = context;
        this.limits = limits;
    }

    void start() {
        var request = context.request();
        timer = context.vertx().setTimer(limits.timeLimit.toMillis(), late -> refuse(limits.tooSlow()));
        request.exceptionHandler(gone -> end());
        request.handler(this::take);
        request.endHandler(complete -> {
            if (end()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.resume();
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.length() + chunk.length() > limits.maxSize) {
            refuse(limits.tooLarge());
        } else if (!limits.reserve(chunk.length())) {
            refuse(limits.tooMany());
        } else {
            reserved += chunk.length();
            body.appendBuffer(chunk);
        }
    }

    private void refuse(ProblemException problem) {
        if (end()) {
            limits.refuse(context, problem);
        }
    }

    /** True for the first end alone. */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        context.vertx().cancelTimer(timer);
        limits.release(reserved);
        return true;
    }
}
