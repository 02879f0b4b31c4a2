package io.breakwater.health.history;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.ComponentListener;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every change and a sample of what lies between, written from a thread of its own: a disk that is slow or full
 * never delays a check. What does not fit into the queue meanwhile is lost to the history, the latest first.
 */
@Singleton
final class HistoryKeeper implements ComponentListener {

    private static final Logger LOG = Logger.getLogger(HistoryKeeper.class);

    private static final int QUEUE = 4_096;
    private static final int BATCH = 256;
    private static final int BITE = 1_000;
    private static final Duration MOVE_INTERVAL = Duration.ofSeconds(2);
    private static final Duration ROLL_UP_INTERVAL = Duration.ofSeconds(20);

    /** How many times as long as it took to read all uptimes they are then left alone: the more there are, the less often. */
    private static final int UPTIMES_REST = 20;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LAST_WRITE = Duration.ofSeconds(2);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

    private final HistoryStore store;
    private final Uptimes uptimes;
    private final HistorySettings settings;
    private final InstantSource clock;
    private final BlockingQueue<HistoryEntry> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, Instant> sampled = new ConcurrentHashMap<>();
    private Instant nextMove = Instant.MIN;
    private Instant nextSweep = Instant.MIN;
    private Instant nextRollUp = Instant.MIN;
    private Instant nextUptimes = Instant.MIN;
    private @Nullable Repeated writer;

    HistoryKeeper(HistoryStore store, Uptimes uptimes, HistorySettings settings, InstantSource clock) {
        this.store = store;
        this.uptimes = uptimes;
        this.settings = settings;
        this.clock = clock;
    }

    synchronized void start(@Observes StartupEvent event) {
        writer = Repeated.start("history-writer", this::write);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (writer != null) {
            writer.close(LAST_WRITE);
        }
        flush();
    }

    @Override
    public void checked(ComponentReport report, boolean changed) {
        var now = clock.instant();
        var last = sampled.get(report.name());
        if (changed || last == null || !last.plus(settings.sampleInterval()).isAfter(now)) {
            sampled.put(report.name(), now);
            queue.offer(HistoryEntry.of(report, changed));
        }
    }

    private Duration write() {
        return flush() && tidy() ? PAUSE : AFTER_FAILURE;
    }

    /** Whether all that waits is written. For the writer, and for the last time after its end. */
    private boolean flush() {
        while (!queue.isEmpty()) {
            // Taken from the queue only once they are stored; nobody else takes.
            var batch = new ArrayList<HistoryEntry>(BATCH);
            for (var entry : queue) {
                batch.add(entry);
                if (batch.size() == BATCH) {
                    break;
                }
            }
            try {
                store.write(connection -> HistoryTables.add(connection, batch));
            } catch (ProblemException refused) {
                LOG.debugf(
                        "event=history-waits waiting=%d reason=%s",
                        queue.size(), refused.code().slug());
                return false;
            }
            batch.forEach(_ -> queue.remove());
        }
        return true;
    }

    /** What is not urgent, a bite at a time, so that what waits to be written never waits long. */
    private boolean tidy() {
        try {
            var now = clock.instant();
            if (!nextMove.isAfter(now)) {
                if (store.moveOut()) {
                    return true;
                }
                nextMove = now.plus(MOVE_INTERVAL);
            }
            if (!nextRollUp.isAfter(now) && !rollUp(now)) {
                nextRollUp = now.plus(ROLL_UP_INTERVAL);
                readUptimes(now);
            }
            if (!nextSweep.isAfter(now)
                    && store.write(connection -> sweep(connection, now)).value() < BITE) {
                nextSweep = now.plus(SWEEP_INTERVAL);
            }
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    private void readUptimes(Instant now) {
        if (nextUptimes.isAfter(now)) {
            return;
        }
        uptimes.read(this::flush);
        nextUptimes = now.plus(Duration.between(now, clock.instant()).multipliedBy(UPTIMES_REST));
    }

    /**
     * Answers whether there is more to sum up. The store that a bite was begun in is the one that it is ended in: where it
     * went away meanwhile the bite is begun again.
     */
    private boolean rollUp(Instant now) {
        var begun = store.write(connection -> RollUp.next(connection, now));
        if (begun.value().isEmpty()) {
            return false;
        }
        var bite = begun.value().get();
        for (var group : bite.groups()) {
            flush();
            if (store.write(connection -> RollUp.sum(connection, bite, group)).inPostgres() != begun.inPostgres()) {
                return false;
            }
        }
        return store.write(connection -> RollUp.end(connection, bite)).value();
    }

    /** Answers how many rows of the kind that had the most. Checks are forgotten once they are in a sum. */
    private int sweep(Connection connection, Instant now) throws SQLException {
        var mark = RollUp.mark(connection);
        var summed = mark == null ? Instant.EPOCH : Instant.ofEpochMilli(mark);
        var checks = now.minus(settings.retention());
        var minutes = now.minus(settings.minutesRetention());
        return IntStream.of(
                        HistoryTables.forgetChecks(connection, checks.isBefore(summed) ? checks : summed, BITE),
                        HistoryTables.forgetAll(connection, minutes, BITE),
                        HistoryTables.forgetSums(connection, Sum.MINUTE, minutes, BITE),
                        HistoryTables.forgetSums(connection, Sum.HOUR, now.minus(settings.hoursRetention()), BITE))
                .max()
                .orElse(0);
    }
}
