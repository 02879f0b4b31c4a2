package io.breakwater.resilience.request;

import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

/** Makes problems of what fails outside of resources: authentication, unreadable paths, paths that nobody has. */
@Singleton
final class UnansweredFailures {

    private final ProblemWriter problems;

    UnansweredFailures(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 100).failureHandler(this::answer);
        // Where no route matches, no failure handler runs, but these do.
        IntStream.of(400, 404, 405, 406, 413, 414, 415, 500, 501)
                .forEach(status -> router.errorHandler(status, this::answer));
    }

    private void answer(RoutingContext context) {
        if (!context.response().headers().contains(TraceId.HEADER)) {
            TraceFilter.begin(context);
        }
        problems.write(context, problem(context));
    }

    private static ProblemException problem(RoutingContext context) {
        var failure = context.failure();
        var status = context.statusCode();
        return switch (failure) {
            case null -> ofStatus(status);
            case AuthenticationException _ -> ofStatus(401);
            case OIDCException _ ->
                ProblemException.of(ProblemCode.DEPENDENCY_UNAVAILABLE, "The server that knows tokens is away")
                        .retryAfter(Duration.ofSeconds(5));
            case RejectedExecutionException _ ->
                ProblemException.of(ProblemCode.BULKHEAD_FULL, "The service works on as much as it can");
            case Throwable _ when status / 100 == 4 -> ofStatus(status);
            case Throwable other -> Failures.toProblem(other);
        };
    }

    private static ProblemException ofStatus(int status) {
        return Failures.toProblem(new WebApplicationException(status < 400 ? 500 : status));
    }
}
