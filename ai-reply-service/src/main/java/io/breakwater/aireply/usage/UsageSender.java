package io.breakwater.aireply.usage;

import io.breakwater.resilience.problem.Failures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outbox, in its order and many at a time, from one thread of its own. What was acknowledged is deleted after its
 * batch, so a crash sends some twice: usage-service knows them by their ids.
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

    /** What is to be done after a batch. */
    private enum Next {
        /** There is more. */
        GO_ON,
        /** All is sent. */
        WAIT_FOR_WORK,
        /** The store or usage-service is away: whatever comes meanwhile changes nothing about that. */
        WAIT
    }

    private void run() {
        var opened = false;
        while (!stopping) {
            opened = opened || opened();
            switch (opened ? sendBatch() : Next.WAIT) {
                case GO_ON -> {}
                case WAIT_FOR_WORK -> awaitWork();
                case WAIT -> pause(settings.pause());
            }
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

    /** Until there is something to send, and some more that comes with it; or for a while. */
    private void awaitWork() {
        try {
            if (work.tryAcquire(settings.pause().toNanos(), TimeUnit.NANOSECONDS)) {
                pause(settings.linger());
            }
            // Before the next look: what comes after it wakes again.
            work.drainPermits();
        } catch (InterruptedException stoppingOrStray) {
            // A time limit's interrupt may come late, after what it was meant for: it shortens a pause and ends
            // nothing.
        }
    }

    private void pause(Duration length) {
        try {
            if (!stopping) {
                Thread.sleep(length);
            }
        } catch (InterruptedException stoppingOrStray) {
            // As above.
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

    private Next sendBatch() {
        try {
            outbox.catchUp();
            var rows = outbox.first(settings.batch());
            if (!rows.isEmpty() && !sent(rows)) {
                return Next.WAIT;
            }
            return rows.size() == settings.batch() ? Next.GO_ON : Next.WAIT_FOR_WORK;
        } catch (Exception failure) {
            // The store: what was acknowledged but not deleted is sent again, under the same ids.
            LOG.warnf(
                    "event=usage-sending-failed reason=%s",
                    Failures.codeOf(failure).slug());
            return Next.WAIT;
        }
    }

    /** Sends and settles them; false where usage-service is away, and what it did not take is still in the outbox. */
    private boolean sent(List<UsageOutbox.Row> rows) throws IOException, InterruptedException {
        if (stopping) {
            return false;
        }
        return switch (gateway.send(rows.stream().map(UsageOutbox.Row::count).toList())) {
            case UsageReply.Told(var refused) -> {
                settle(rows, refused);
                yield true;
            }
            case UsageReply.Rejected(var status) -> {
                if (rows.size() == 1) {
                    settle(rows, Map.of(rows.getFirst().count().id(), status));
                    yield true;
                }
                // One of them may be the cause for all: the others must not suffer for it.
                var middle = rows.size() / 2;
                yield sent(rows.subList(0, middle)) && sent(rows.subList(middle, rows.size()));
            }
            case UsageReply.Away _ -> false;
        };
    }

    private void settle(List<UsageOutbox.Row> rows, Map<String, Integer> refusals) {
        var acknowledged = new ArrayList<UsageOutbox.Row>();
        var refused = new LinkedHashMap<UsageOutbox.Row, Integer>();
        for (var row : rows) {
            var status = refusals.get(row.count().id());
            if (status == null) {
                acknowledged.add(row);
            } else {
                tell(row, status);
                refused.put(row, status);
            }
        }
        outbox.settle(acknowledged, refused);
    }

    private void tell(UsageOutbox.Row row, int status) {
        refusals.increment();
        LOG.warnf("event=usage-count-refused metric=%s status=%d", row.count().metric(), status);
    }
}
