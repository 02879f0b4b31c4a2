package io.breakwater.aireply.usage;

import io.breakwater.resilience.problem.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outbox, in its order, from one thread of its own. What was acknowledged is deleted after its batch, so a
 * crash sends some twice: usage-service knows them by their keys.
 */
@Singleton
class UsageSender {

    private static final Logger LOG = Logger.getLogger(UsageSender.class);

    private final UsageOutbox outbox;
    private final UsageGateway gateway;
    private final UsageSettings settings;
    private final Counter refusals;
    private final Semaphore work = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile boolean stopping;

    UsageSender(UsageOutbox outbox, UsageGateway gateway, UsageSettings settings, MeterRegistry meters) {
        this.outbox = outbox;
        this.gateway = gateway;
        this.settings = settings;
        this.refusals = Counter.builder("breakwater.usage.refused")
                .description("Counts that usage-service refused for good")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("usage-sender").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        var running = thread;
        stopping = true;
        work.release();
        if (running != null) {
            running.interrupt();
            // It is done with the store before that closes.
            running.join(settings.pause());
        }
    }

    /** There is something to send. */
    void wake() {
        work.release();
    }

    private void run() {
        var opened = false;
        while (!stopping) {
            opened = opened || opened();
            if (!opened || !sendBatch()) {
                pause();
            }
            work.drainPermits();
        }
        keepWhatIsLate();
    }

    /** What is in memory would be lost with the process. */
    private void keepWhatIsLate() {
        // The interrupt that ended the sender has done its work, and would end this write too.
        Thread.interrupted();
        try {
            outbox.catchUp();
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "event=usage-late-counts-lost reason=%s",
                    Failures.codeOf(failure).slug());
        }
    }

    /** Until there is something to send, or for a while. */
    private void pause() {
        try {
            work.tryAcquire(settings.pause().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stoppingOrStray) {
            // A time limit's interrupt may come late, after what it was meant for: it shortens a pause and ends
            // nothing.
        }
    }

    private boolean opened() {
        try {
            outbox.open();
            return true;
        } catch (RuntimeException storeAway) {
            return false;
        }
    }

    /** True where there may be more to send at once. */
    private boolean sendBatch() {
        try {
            outbox.catchUp();
            var rows = outbox.first(settings.batch());
            var acknowledged = new ArrayList<UsageOutbox.Row>();
            for (var row : rows) {
                if (stopping) {
                    break;
                }
                switch (gateway.send(row.count())) {
                    case UsageReply.Acknowledged _ -> acknowledged.add(row);
                    case UsageReply.Rejected(var status) -> refuse(row, status);
                    case UsageReply.Away _ -> {
                        outbox.settle(acknowledged, List.of(), 0);
                        return false;
                    }
                }
            }
            outbox.settle(acknowledged, List.of(), 0);
            return !rows.isEmpty();
        } catch (Exception failure) {
            // The store: what was acknowledged but not deleted is sent again, under the same keys.
            LOG.warnf(
                    "event=usage-sending-failed reason=%s",
                    Failures.codeOf(failure).slug());
            return false;
        }
    }

    private void refuse(UsageOutbox.Row row, int status) {
        refusals.increment();
        LOG.warnf("event=usage-count-refused metric=%s status=%d", row.count().metric(), status);
        outbox.settle(List.of(), List.of(row), status);
    }
}
