package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves the journal to the database, in the order of arrival. An entry leaves the journal only after the database has
 * committed it; being moved twice changes nothing. One thread of its own does this, one step at a time.
 */
@Singleton
final class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    /** One statement's worth. */
    private static final int STEP = 500;

    /** How soon after the database has come back the move begins. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final DatabaseGateway database;
    private final PostgresCounters postgres;
    private final Journal journal;
    private final LastKnown lastKnown;
    private final RedisCounts redis;
    private final RecoveryHistory recoveries;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    Reconciler(
            DatabaseGateway database,
            PostgresCounters postgres,
            Journal journal,
            LastKnown lastKnown,
            RedisCounts redis,
            RecoveryHistory recoveries) {
        this.database = database;
        this.postgres = postgres;
        this.journal = journal;
        this.lastKnown = lastKnown;
        this.redis = redis;
        this.recoveries = recoveries;
    }

    void start(@Observes StartupEvent event) {
        if (database.configured()) {
            thread = Thread.ofVirtual().name("reconciler").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                if (!step()) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException stray) {
                // A time limit's interrupt may come after the call that it was meant for; only a stop ends this.
            }
        }
    }

    /** Moves some; answers whether there may be more to move at once. */
    private boolean step() {
        if (journal.isEmpty() || !database.available()) {
            return false;
        }
        try {
            var entries = journal.oldest(STEP);
            return !entries.isEmpty() && move(entries);
        } catch (RuntimeException failure) {
            // The local store is away: it says so itself, and what it holds stays there.
            LOG.warnf(
                    "event=reconcile-failed reason=%s", Failures.codeOf(failure).slug());
            return false;
        }
    }

    private boolean move(List<Journal.Entry> entries) {
        var events = entries.stream().map(Journal.Entry::event).toList();
        return switch (database.call(() -> postgres.commit(events))) {
            case DatabaseReply.Answered<Map<UUID, Outcome>>(var outcomes) -> {
                for (var event : events) {
                    if (outcomes.get(event.id()) instanceof Outcome.Counted counted) {
                        lastKnown.counted(event, counted.used());
                    }
                }
                redis.changed(
                        events.stream().map(UsageEvent::account).distinct().toList());
                journal.forget(entries);
                recoveries.record(RecoveryStrategy.QUEUE_FOR_LATER, DatabaseGateway.NAME, "reconciled", true);
                outcomes.values().stream()
                        .filter(Outcome.Conflict.class::isInstance)
                        .forEach(_ -> LOG.warn("event=reconcile-conflict"));
                yield entries.size() == STEP;
            }
            case DatabaseReply.Away<Map<UUID, Outcome>> _ -> false;
        };
    }
}
