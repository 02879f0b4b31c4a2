package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.request.Deadline;
import io.breakwater.resilience.store.GroupCommit;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Counts events. What it answers is on disk: PostgreSQL's where one is configured and there, ours else. Concurrent events
 * share one statement and one commit. Blocks; safe for use by many threads.
 */
@Singleton
public final class UsageRecorder {

    /** An API request may take no longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final DatabaseGateway database;
    private final PostgresCounters postgres;
    private final LocalCounters local;
    private final Journal journal;
    private final LastKnown lastKnown;
    private final RecentEvents recent;
    private final RedisCounts redis;
    private final InstantSource clock;
    private final GroupCommit<UsageEvent, Outcome> groups;

    UsageRecorder(
            DatabaseGateway database,
            PostgresCounters postgres,
            LocalCounters local,
            Journal journal,
            LastKnown lastKnown,
            RecentEvents recent,
            RedisCounts redis,
            CountingSettings settings,
            InstantSource clock) {
        this.database = database;
        this.postgres = postgres;
        this.local = local;
        this.journal = journal;
        this.lastKnown = lastKnown;
        this.recent = recent;
        this.redis = redis;
        this.clock = clock;
        this.groups =
                new GroupCommit<>("usage", settings.queue(), settings.batch(), settings.writers(), this::recordGroup);
    }

    /**
     * Counts the event once, however often it is given.
     *
     * @throws ProblemException {@code storage-full}, {@code bulkhead-full} or {@code dependency-unavailable} where it could
     *     not be made durable, {@code timeout} where that took too long. Whether it counts then is not known; given again
     *     with the same id it counts once.
     */
    public Outcome record(UsageEvent event) {
        return database.configured() ? groups.submit(event, timeLeft()) : local.record(event);
    }

    private Duration timeLeft() {
        return Deadline.current().map(deadline -> deadline.remaining(clock)).orElse(LONGEST_WAIT);
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
                        case DatabaseReply.Away<Map<UUID, Outcome>>(var reason) -> away(rest, reason);
                    });
        }
        return outcomes;
    }

    /** What is in the journal is settled by the journal: the database does not know of it yet. */
    private Map<UUID, Outcome> alreadyWaiting(Map<UUID, UsageEvent> events) {
        if (journal.isEmpty()) {
            return Map.of();
        }
        var known = new Known();
        var outcomes = new HashMap<UUID, Outcome>();
        journal.find(List.copyOf(events.keySet())).forEach((id, fingerprint) -> {
            var event = events.get(id);
            outcomes.put(
                    id,
                    event != null && event.fingerprint().equals(fingerprint)
                            ? new Outcome.Journaled(known.used(event), true, ProblemCode.DEPENDENCY_UNAVAILABLE)
                            : new Outcome.Conflict());
        });
        return outcomes;
    }

    private Map<UUID, Outcome> committed(List<UsageEvent> events, Map<UUID, Outcome> outcomes) {
        for (var event : events) {
            if (outcome(outcomes, event.id()) instanceof Outcome.Counted counted) {
                lastKnown.counted(event, counted.used());
                recent.committed(event);
            }
        }
        redis.changed(events.stream().map(UsageEvent::account).distinct().toList());
        return outcomes;
    }

    private Map<UUID, Outcome> away(List<UsageEvent> events, ProblemCode reason) {
        var known = new Known();
        var outcomes = new HashMap<UUID, Outcome>();
        for (var event : events) {
            recent.same(event)
                    .ifPresent(same -> outcomes.put(
                            event.id(),
                            same
                                    ? new Outcome.Counted(known.used(event), true, Durability.POSTGRES)
                                    : new Outcome.Conflict()));
        }
        var rest = events.stream()
                .filter(event -> !outcomes.containsKey(event.id()))
                .toList();
        var kept = rest.isEmpty() ? List.<Journal.Kept>of() : journal.keep(rest);
        for (int i = 0; i < rest.size(); i++) {
            var event = rest.get(i);
            outcomes.put(
                    event.id(),
                    switch (kept.get(i)) {
                        case NEW -> new Outcome.Journaled(known.used(event), false, reason);
                        case DUPLICATE -> new Outcome.Journaled(known.used(event), true, reason);
                        case CONFLICT -> new Outcome.Conflict();
                    });
        }
        return outcomes;
    }

    /** What is known here of the months of a group's events, each asked for once: a hot key has many events in a group. */
    private final class Known {

        private final Map<List<Object>, Map<String, Long>> months = new HashMap<>();

        /** The metric's month: what the database last said, and what waits. */
        long used(UsageEvent event) {
            return months.computeIfAbsent(List.of(event.account(), event.month()), _ -> month(event))
                    .getOrDefault(event.metric().name(), 0L);
        }

        private Map<String, Long> month(UsageEvent event) {
            var used = new HashMap<>(lastKnown
                    .find(event.account(), event.month())
                    .map(LastKnown.Known::used)
                    .orElse(Map.of()));
            journal.waiting(event.account(), event.month())
                    .amounts()
                    .forEach((metric, amount) -> used.merge(metric, amount, Long::sum));
            return used;
        }
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
