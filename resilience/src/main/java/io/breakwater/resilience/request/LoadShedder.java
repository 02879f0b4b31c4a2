package io.breakwater.resilience.request;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Works on so many requests of the API at once and turns the next ones away at once: better a few quick refusals than
 * every answer late. Health, metrics and administration are not counted and always answer.
 */
@Singleton
public final class LoadShedder implements Handler<RoutingContext> {

    /** Its place among the filters, the last of those that may refuse a request; a lower number comes after it. */
    public static final int ORDER = 40;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int limit;
    private final AtomicInteger working = new AtomicInteger();
    private final ProblemWriter problems;
    private final Counter refused;

    LoadShedder(RequestSettings settings, ProblemWriter problems, MeterRegistry meters) {
        this.limit = settings.maxConcurrent();
        this.problems = problems;
        this.refused = Counter.builder("breakwater.requests.refused")
                .description("Requests turned away because too many were worked on")
                .register(meters);
        Gauge.builder("breakwater.requests.working", working, AtomicInteger::get)
                .description("Requests of the API that are worked on now")
                .register(meters);
    }

    /** How many requests are worked on now. */
    public int working() {
        return working.get();
    }

    /** How many may be. */
    public int limit() {
        return limit;
    }

    /** How many were turned away since the start. */
    public long refused() {
        return (long) refused.count();
    }

    @Override
    public void handle(RoutingContext context) {
        // Loosely: /api;x=1/usage is the API too.
        if (!context.normalizedPath().startsWith("/api")) {
            context.next();
            return;
        }
        if (working.incrementAndGet() > limit) {
            working.decrementAndGet();
            refused.increment();
            problems.write(
                    context,
                    ProblemException.of(ProblemCode.BULKHEAD_FULL, "The service works on as much as it can")
                            .retryAfter(RETRY_AFTER));
            return;
        }
        LongLived.keepTurn(context, RequestEnd.of(context, working::decrementAndGet));
        context.next();
    }
}
