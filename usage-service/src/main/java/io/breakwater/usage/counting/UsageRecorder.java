package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.request.Deadline;
import io.breakwater.resilience.store.GroupCommit;
import io.breakwater.usage.ledger.LedgerTally;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Counts events. What it answers is on disk: PostgreSQL's where one is configured and there, ours else. Concurrent events
 * share one statement and one commit. Blocks; safe for use by many threads.
 */
@Singleton
public final class UsageRecorder {

    /** An API request may take no longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final DatabaseGateway database;
    private final LocalCounters local;
    private final LedgerTally tally;
    private final UsageMeters meters;
    private final InstantSource clock;
    private final GroupCommit<UsageEvent, Outcome> groups;
    private final GroupCommit<UsageEvent, Outcome> enforced;

    UsageRecorder(
            DatabaseGateway database,
            DatabaseRecorder recorder,
            LocalCounters local,
            LedgerTally tally,
            UsageMeters meters,
            CountingSettings settings,
            InstantSource clock) {
        this.database = database;
        this.local = local;
        this.tally = tally;
        this.meters = meters;
        this.clock = clock;
        this.groups =
                new GroupCommit<>("usage", settings.queue(), settings.batch(), settings.writers(), recorder::record);
        // One at a time: while the database is away this replica's own events must not overtake each other.
        this.enforced =
                new GroupCommit<>("usage-enforced", settings.queue(), settings.batch(), 1, recorder::recordWithin);
    }

    /**
     * Counts the event once, however often it is given.
     *
     * @param enforce whether it counts only if it fits the limits of its metric
     * @throws ProblemException {@code storage-full}, {@code bulkhead-full} or {@code dependency-unavailable} where it could
     *     not be made durable, {@code timeout} where that took too long. Whether it counts then is not known; given again
     *     with the same id it counts once.
     */
    public Outcome record(UsageEvent event, boolean enforce) {
        return tallied(
                        database.configured()
                                ? (enforce ? enforced : groups).submitAll(List.of(event), timeLeft())
                                : local.record(List.of(event), enforce))
                .getFirst();
    }

    /**
     * Counts each event once; answers in their order.
     *
     * @throws ProblemException as {@link #record}; some may count then, and given again with the same ids each counts once
     */
    public List<Outcome> recordAll(List<UsageEvent> events) {
        return tallied(database.configured() ? groups.submitAll(events, timeLeft()) : local.record(events, false));
    }

    private List<Outcome> tallied(List<Outcome> outcomes) {
        outcomes.forEach(this::tally);
        return outcomes;
    }

    private void tally(Outcome outcome) {
        meters.told(outcome);
        switch (outcome) {
            case Outcome.Counted counted when counted.duplicate() -> tally.duplicate();
            case Outcome.Journaled journaled when journaled.duplicate() -> tally.duplicate();
            case Outcome.OverQuota _, Outcome.Conflict _ -> tally.rejected();
            case Outcome.Counted _, Outcome.Journaled _ -> {
                // The store counts what it commits.
            }
        }
    }

    private Duration timeLeft() {
        return Deadline.current().map(deadline -> deadline.remaining(clock)).orElse(LONGEST_WAIT);
    }

    /** The increments that wait to be made durable. */
    GroupCommit.Load load() {
        if (!database.configured()) {
            return local.load();
        }
        var plain = groups.load();
        var limited = enforced.load();
        return new GroupCommit.Load(
                plain.queueSize() + limited.queueSize(),
                plain.processing() + limited.processing(),
                plain.capacity() + limited.capacity());
    }

    @PreDestroy
    void close() {
        groups.close();
        enforced.close();
    }
}
