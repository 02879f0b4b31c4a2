package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.breakwater.usage.background.Background;
import io.breakwater.usage.retention.Expiry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves the journal to the database, in the order of arrival. An entry leaves the journal only after the database has
 * committed it, or keeps it as a dead letter; being moved twice changes nothing. One thread of its own does this, one
 * step at a time.
 */
@Singleton
final class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    /** How soon after the database has come back the move begins. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final DatabaseGateway database;
    private final PostgresCounters postgres;
    private final PostgresErasure erasure;
    private final DeadLetters deadLetters;
    private final Expiry expiry;
    private final Journal journal;
    private final LocalCounters local;
    private final LastKnown lastKnown;
    private final RecentEvents recent;
    private final RedisCounts redis;
    private final RecoveryHistory recoveries;
    private final UsageMeters meters;
    private final Stride stride = new Stride();
    private @Nullable Background background;
    private boolean lookedAtStandaloneCounts;

    Reconciler(
            DatabaseGateway database,
            PostgresCounters postgres,
            PostgresErasure erasure,
            DeadLetters deadLetters,
            Expiry expiry,
            Journal journal,
            LocalCounters local,
            LastKnown lastKnown,
            RecentEvents recent,
            RedisCounts redis,
            RecoveryHistory recoveries,
            UsageMeters meters) {
        this.database = database;
        this.postgres = postgres;
        this.erasure = erasure;
        this.deadLetters = deadLetters;
        this.expiry = expiry;
        this.journal = journal;
        this.local = local;
        this.lastKnown = lastKnown;
        this.recent = recent;
        this.redis = redis;
        this.recoveries = recoveries;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        if (database.configured()) {
            background = Background.start("reconciler", Duration.ZERO, this::step);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (background != null) {
            background.close();
        }
    }

    /** Moves some; answers when to move more. Where the local store is away, what it holds stays there. */
    private Duration step() {
        if (!lookedAtStandaloneCounts) {
            tellOfStandaloneCounts();
        }
        if (journal.isEmpty() || !database.available()) {
            return PAUSE;
        }
        var most = stride.size();
        var entries = journal.oldest(most);
        return !entries.isEmpty() && move(entries) && entries.size() == most ? Duration.ZERO : PAUSE;
    }

    private void tellOfStandaloneCounts() {
        if (!local.isEmpty()) {
            LOG.warn(
                    "event=standalone-counts-left detail=\"what was counted without a database stays in the local store"
                            + " and is not in the database's counts\"");
        }
        lookedAtStandaloneCounts = true;
    }

    private boolean move(List<Journal.Entry> entries) {
        var started = System.nanoTime();
        return switch (database.call(() -> settle(entries))) {
            case DatabaseReply.Answered<Optional<Settled>>(var settled) -> {
                settled.ifPresent(done -> {
                    stride.took(Duration.ofNanos(System.nanoTime() - started));
                    moved(entries, done);
                });
                yield settled.isPresent();
            }
            case DatabaseReply.Away<Optional<Settled>> _ -> {
                stride.failed();
                yield false;
            }
        };
    }

    private void moved(List<Journal.Entry> entries, Settled settled) {
        for (var entry : settled.counted()) {
            if (settled.outcomes().get(entry.event().id()) instanceof Outcome.Counted counted) {
                lastKnown.counted(entry.event(), counted);
                recent.committed(entry.event());
            }
        }
        redis.changed(settled.counted().stream()
                .map(entry -> entry.event().account())
                .distinct()
                .toList());
        // Positions only grow: nothing has come in between them since they were read.
        journal.forgetUpTo(entries.getLast().position());
        meters.reconciled(settled.counted().size(), settled.dead());
        recoveries.record(RecoveryStrategy.QUEUE_FOR_LATER, DatabaseGateway.NAME, "reconciled", true);
        if (settled.dead() > 0) {
            LOG.warnf("event=dead-letters-kept events=%d", settled.dead());
        }
    }

    /**
     * What became of entries.
     *
     * @param counted the entries that were given to be counted
     * @param dead how many became dead letters
     */
    private record Settled(List<Journal.Entry> counted, Map<UUID, Outcome> outcomes, int dead) {}

    /** Empty while somebody is being erased. */
    private Optional<Settled> settle(List<Journal.Entry> entries) throws SQLException {
        var fence = erasure.fence();
        if (fence.isEmpty()) {
            return Optional.empty();
        }
        try (var _ = fence.get()) {
            return Optional.of(settleFenced(entries));
        }
    }

    /** Whichever step fails, all are done again, and change nothing that was done. */
    private Settled settleFenced(List<Journal.Entry> entries) throws SQLException {
        var erased = erasure.erased(entries.stream()
                .map(entry -> entry.event().account().user())
                .distinct()
                .toList());
        var late = new ArrayList<Journal.Entry>();
        var due = new ArrayList<Journal.Entry>();
        for (var entry : entries) {
            var erasedAt = erased.get(entry.event().account().user());
            if (erasedAt == null || entry.keptAt().isAfter(erasedAt)) {
                (expiry.mayBeForgotten(entry.keptAt()) ? late : due).add(entry);
            }
        }
        var outcomes = postgres.commit(due.stream().map(Journal.Entry::event).toList());
        var conflicts = due.stream()
                .filter(entry -> outcomes.get(entry.event().id()) instanceof Outcome.Conflict)
                .toList();
        var dead = deadLetters.keep(late, DeadLetters.Reason.TOO_LATE)
                + deadLetters.keep(conflicts, DeadLetters.Reason.CONFLICT);
        return new Settled(due, outcomes, dead);
    }
}
