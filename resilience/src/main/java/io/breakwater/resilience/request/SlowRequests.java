package io.breakwater.resilience.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Logs and counts the requests that used up most of the time they may take: a limit that is too near. */
@Singleton
final class SlowRequests implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(SlowRequests.class);

    private final Duration slow;
    private final InstantSource clock;
    private final Counter count;

    SlowRequests(RequestSettings settings, InstantSource clock, MeterRegistry meters) {
        this.slow = Duration.ofMillis((long) (settings.timeLimit().toMillis() * settings.slowAt()));
        this.clock = clock;
        this.count = Counter.builder("breakwater.requests.slow")
                .description("Requests that used most of their time limit")
                .register(meters);
    }

    @Override
    public void handle(RoutingContext context) {
        var start = clock.instant();
        var traceId = TraceId.current();
        RequestEnd.of(context, () -> {
            var took = Duration.between(start, clock.instant());
            if (took.compareTo(slow) >= 0 && !LongLived.declared(context)) {
                count.increment();
                LOG.warnf(
                        "event=slow-request method=%s ms=%d traceId=%s",
                        context.request().method(), took.toMillis(), traceId);
            }
        });
        context.next();
    }
}
