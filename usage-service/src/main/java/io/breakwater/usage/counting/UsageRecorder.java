package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.GroupCommit;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Counts events. What it answers is on disk: PostgreSQL's where one is configured and there, ours else. Concurrent events
 * share one statement and one commit. Blocks; safe for use by many threads.
 */
@Singleton
public final class UsageRecorder {

    private final DatabaseGateway database;
    private final PostgresCounters postgres;
    private final LocalCounters local;
    private final Journal journal;
    private final LastKnown lastKnown;
    private final RedisCounts redis;
    private final GroupCommit<UsageEvent, Outcome> groups;

    UsageRecorder(
            DatabaseGateway database,
            PostgresCounters postgres,
            LocalCounters local,
            Journal journal,
            LastKnown lastKnown,
            RedisCounts redis,
            CountingSettings settings) {
        this.database = database;
        this.postgres = postgres;
        this.local = local;
        this.journal = journal;
        this.lastKnown = lastKnown;
        this.redis = redis;
        this.groups =
                new GroupCommit<>("usage", settings.queue(), settings.batch(), settings.writers(), this::recordGroup);
    }

    /**
     * Counts the event once, however often it is given.
     *
     * @throws ProblemException {@code storage-full}, {@code bulkhead-full} or {@code dependency-unavailable} where it could
     *     not be made durable; it does not count then, unless it is given again
     */
    public Outcome record(UsageEvent event) {
        return database.configured() ? groups.submit(event) : local.record(event);
    }

    /** The increments that wait to be made durable. */
    GroupCommit.Load load() {
        return database.configured() ? groups.load() : local.load();
    }

    @PreDestroy
    void close() {
        groups.close();
    }

    private List<Outcome> recordGroup(List<UsageEvent> group) {
        // Each id once: one statement could not tell its own duplicates from its new rows.
        var distinct = new LinkedHashMap<UUID, UsageEvent>();
        group.forEach(event -> distinct.putIfAbsent(event.id(), event));
        var outcomes = recordDistinct(distinct);
        return group.stream()
                .map(event -> {
                    var first = distinct.get(event.id());
                    var outcome = outcome(outcomes, event.id());
                    return first == event ? outcome : again(first, event, outcome);
                })
                .toList();
    }

    private Map<UUID, Outcome> recordDistinct(Map<UUID, UsageEvent> events) {
        var outcomes = new HashMap<>(alreadyWaiting(events));
        var rest = events.values().stream()
                .filter(event -> !outcomes.containsKey(event.id()))
                .toList();
        if (!rest.isEmpty()) {
            outcomes.putAll(
                    switch (database.call(() -> postgres.commit(rest))) {
                        case DatabaseReply.Answered<Map<UUID, Outcome>>(var committed) -> committed(rest, committed);
                        case DatabaseReply.Away<Map<UUID, Outcome>>(var reason) -> journaled(rest, reason);
                    });
        }
        return outcomes;
    }

    /** What is in the journal is settled by the journal: the database does not know of it yet. */
    private Map<UUID, Outcome> alreadyWaiting(Map<UUID, UsageEvent> events) {
        if (journal.isEmpty()) {
            return Map.of();
        }
        var waiting = journal.find(List.copyOf(events.keySet()));
        return waiting.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            var event = events.get(entry.getKey());
            return event != null && event.fingerprint().equals(entry.getValue())
                    ? new Outcome.Journaled(known(event), true, ProblemCode.DEPENDENCY_UNAVAILABLE)
                    : new Outcome.Conflict();
        }));
    }

    private Map<UUID, Outcome> committed(List<UsageEvent> events, Map<UUID, Outcome> outcomes) {
        for (var event : events) {
            if (outcome(outcomes, event.id()) instanceof Outcome.Counted counted) {
                lastKnown.counted(event, counted.used());
            }
        }
        redis.changed(events.stream().map(UsageEvent::account).distinct().toList());
        return outcomes;
    }

    private Map<UUID, Outcome> journaled(List<UsageEvent> events, ProblemCode reason) {
        var kept = journal.keep(events);
        var outcomes = new HashMap<UUID, Outcome>();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            outcomes.put(
                    event.id(),
                    switch (kept.get(i)) {
                        case NEW -> new Outcome.Journaled(known(event), false, reason);
                        case DUPLICATE -> new Outcome.Journaled(known(event), true, reason);
                        case CONFLICT -> new Outcome.Conflict();
                    });
        }
        return outcomes;
    }

    /** The metric's month as far as it is known here: what the database last said and what waits. */
    private long known(UsageEvent event) {
        var metric = event.metric().name();
        var said = lastKnown
                .find(event.account(), event.month())
                .map(known -> known.used().getOrDefault(metric, 0L))
                .orElse(0L);
        return said
                + Waiting.amounts(journal.of(event.account()), event.month()).getOrDefault(metric, 0L);
    }

    private static Outcome again(UsageEvent first, UsageEvent event, Outcome outcome) {
        if (!first.fingerprint().equals(event.fingerprint())) {
            return new Outcome.Conflict();
        }
        return switch (outcome) {
            case Outcome.Counted counted -> new Outcome.Counted(counted.used(), true, counted.durability());
            case Outcome.Journaled journaled -> new Outcome.Journaled(journaled.used(), true, journaled.reason());
            case Outcome.Conflict conflict -> conflict;
        };
    }

    private static Outcome outcome(Map<UUID, Outcome> outcomes, UUID id) {
        var outcome = outcomes.get(id);
        if (outcome == null) {
            throw new IllegalStateException("the store did not answer for an event");
        }
        return outcome;
    }
}
