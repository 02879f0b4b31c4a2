package io.breakwater.resilience.request;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers a request whose rest nobody wants. */
final class Refusal {

    /** A client that still sends gets the answer only if somebody reads on: a reset would overtake it. */
    private static final long LINGER_MS = 1_000;

    private Refusal() {}

    /** Answers, throws away what still comes for a moment, and closes the connection. */
    static void andClose(RoutingContext context, ProblemWriter problems, ProblemException problem) {
        var request = context.request();
        var connection = request.connection();
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        problems.write(context, problem);
        if (request.isEnded()) {
            connection.close();
            return;
        }
        var timer = context.vertx().setTimer(LINGER_MS, late -> connection.close());
        request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
        request.handler(ignored -> {});
        request.endHandler(end -> {
            context.vertx().cancelTimer(timer);
            connection.close();
        });
        request.resume();
    }
}
