package io.breakwater.usage.counting;

import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.database.DatabaseWork;
import io.breakwater.usage.limit.KnownLimits;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records groups of events where a database is configured: there while it is there, in the journal while it is away. */
@Singleton
class DatabaseRecorder {

    private final DatabaseGateway database;
    private final PostgresCounters counters;
    private final PostgresQuotas quotas;
    private final OutageRecorder outage;
    private final LastKnown lastKnown;
    private final KnownLimits knownLimits;
    private final RecentEvents recent;
    private final RedisCounts redis;

    DatabaseRecorder(
            DatabaseGateway database,
            PostgresCounters counters,
            PostgresQuotas quotas,
            OutageRecorder outage,
            LastKnown lastKnown,
            KnownLimits knownLimits,
            RecentEvents recent,
            RedisCounts redis) {
        this.database = database;
        this.counters = counters;
        this.quotas = quotas;
        this.outage = outage;
        this.lastKnown = lastKnown;
        this.knownLimits = knownLimits;
        this.recent = recent;
        this.redis = redis;
    }

    /** Counts the events, whatever their limits; answers in their order. */
    List<Outcome> record(List<UsageEvent> group) {
        return record(group, false);
    }

    /** Counts those events that fit their limits; answers in their order. */
    List<Outcome> recordWithin(List<UsageEvent> group) {
        return record(group, true);
    }

    private List<Outcome> record(List<UsageEvent> group, boolean enforce) {
        // Each id once: one statement could not tell its own duplicates from its new rows.
        var distinct = new LinkedHashMap<UUID, UsageEvent>();
        group.forEach(event -> distinct.putIfAbsent(event.id(), event));
        var outcomes = recordDistinct(distinct, enforce);
        return group.stream()
                .map(event -> {
                    var first = distinct.get(event.id());
                    var outcome = outcome(outcomes, event);
                    return first == null || first == event ? outcome : again(first, event, outcome);
                })
                .toList();
    }

    private Map<UUID, Outcome> recordDistinct(Map<UUID, UsageEvent> events, boolean enforce) {
        var outcomes = new HashMap<>(outage.alreadyWaiting(events));
        var rest = events.values().stream()
                .filter(event -> !outcomes.containsKey(event.id()))
                .toList();
        if (!rest.isEmpty()) {
            DatabaseWork<Map<UUID, Outcome>> commit = enforce ? () -> quotas.commit(rest) : () -> counters.commit(rest);
            outcomes.putAll(
                    switch (database.call(commit)) {
                        case DatabaseReply.Answered<Map<UUID, Outcome>>(var committed) -> committed(rest, committed);
                        case DatabaseReply.Away<Map<UUID, Outcome>>(var reason) -> outage.record(rest, enforce, reason);
                    });
        }
        return outcomes;
    }

    private Map<UUID, Outcome> committed(List<UsageEvent> events, Map<UUID, Outcome> outcomes) {
        var changed = events.stream()
                .filter(event -> outcome(outcomes, event) instanceof Outcome.Counted)
                .toList();
        for (var event : events) {
            switch (outcome(outcomes, event)) {
                case Outcome.Counted counted -> {
                    lastKnown.counted(event, counted);
                    knownLimits.keep(event.account(), event.metric(), counted.standings());
                    recent.committed(event);
                }
                case Outcome.OverQuota refused -> {
                    lastKnown.refused(event.account(), refused.standings());
                    knownLimits.keep(event.account(), event.metric(), refused.standings());
                }
                case Outcome.Conflict _, Outcome.Journaled _ -> {
                    // Nothing new is known of the counters.
                }
            }
        }
        redis.changed(changed.stream().map(UsageEvent::account).distinct().toList());
        return outcomes;
    }

    /** The second of two equal ids in one group. */
    private static Outcome again(UsageEvent first, UsageEvent event, Outcome outcome) {
        if (!first.fingerprint().equals(event.fingerprint())) {
            return new Outcome.Conflict();
        }
        return switch (outcome) {
            case Outcome.Counted counted ->
                new Outcome.Counted(counted.used(), true, counted.durability(), counted.standings());
            case Outcome.Journaled journaled ->
                new Outcome.Journaled(journaled.used(), true, journaled.reason(), journaled.standings());
            case Outcome.OverQuota refused -> refused;
            case Outcome.Conflict conflict -> conflict;
        };
    }

    private static Outcome outcome(Map<UUID, Outcome> outcomes, UsageEvent event) {
        var outcome = outcomes.get(event.id());
        if (outcome == null) {
            throw new IllegalStateException("the store did not answer for an event");
        }
        return outcome;
    }
}
