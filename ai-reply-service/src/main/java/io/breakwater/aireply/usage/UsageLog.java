package io.breakwater.aireply.usage;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Has things counted that were served. Never fails and never holds an answer back for long. */
@Singleton
@Startup // its meters are there before the first answer
public final class UsageLog {

    private static final Logger LOG = Logger.getLogger(UsageLog.class);

    private final UsageOutbox outbox;
    private final UsageSender sender;
    private final RecoveryHistory recoveries;
    private final InstantSource clock;
    private final Counter lost;

    UsageLog(
            UsageOutbox outbox,
            UsageSender sender,
            RecoveryHistory recoveries,
            InstantSource clock,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.sender = sender;
        this.recoveries = recoveries;
        this.clock = clock;
        this.lost = Counter.builder("breakwater.usage.lost")
                .description("Counts that could not be kept, because the outbox was full or the disk failed")
                .register(meters);
        Gauge.builder("breakwater.usage.waiting", outbox, UsageOutbox::waiting)
                .description("Counts that usage-service has not acknowledged yet")
                .register(meters);
    }

    /**
     * Counts one. When this returns it is on disk and will be sent, or in memory where the disk is too slow, unless the
     * disk failed: an answer that is made is given all the same, and the loss is told in log, metrics and snapshot.
     */
    public void count(Platform platform, UserId user, String metric, Optional<String> traceparent) {
        try {
            var count =
                    new UsageCount(UUID.randomUUID().toString(), platform, user, metric, clock.instant(), traceparent);
            // What the disk is too slow for waits for the sender's next look: waking it would only add to the load.
            if (outbox.add(count)) {
                sender.wake();
            }
        } catch (RuntimeException failure) {
            var reason = Failures.codeOf(failure).slug();
            lost.increment();
            recoveries.record(RecoveryStrategy.QUEUE_FOR_LATER, "usage-outbox", reason, false);
            LOG.errorf("event=usage-count-lost metric=%s reason=%s", metric, reason);
        }
    }
}
