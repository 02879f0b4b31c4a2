package io.breakwater.usage.counting;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.limit.KnownLimits;
import io.breakwater.usage.limit.Limits;
import io.breakwater.usage.limit.Standing;
import io.breakwater.usage.period.Period;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Records events while the database is away: in the journal, and against the limits by what this replica knows. What the
 * other replicas take in meanwhile it does not know, so together they may go past a limit by what each of them had left
 * for it, at most (replicas - 1) times what remained.
 */
@Singleton
class OutageRecorder {

    private final Journal journal;
    private final LastKnown lastKnown;
    private final KnownLimits limits;
    private final RecentEvents recent;

    OutageRecorder(Journal journal, LastKnown lastKnown, KnownLimits limits, RecentEvents recent) {
        this.journal = journal;
        this.lastKnown = lastKnown;
        this.limits = limits;
        this.recent = recent;
    }

    /** What is in the journal is settled by the journal: the database does not know of it yet. */
    Map<UUID, Outcome> alreadyWaiting(Map<UUID, UsageEvent> events) {
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
                            ? known.journaled(event, true, ProblemCode.DEPENDENCY_UNAVAILABLE)
                            : new Outcome.Conflict());
        });
        return outcomes;
    }

    /**
     * Keeps the events in the journal, of which no two have the same id; answers by id.
     *
     * @param enforce whether only those that fit their limits, as far as they are known here
     * @param reason why the database is not asked
     */
    Map<UUID, Outcome> record(List<UsageEvent> events, boolean enforce, ProblemCode reason) {
        var outcomes = new HashMap<>(countedLately(events));
        if (enforce) {
            outcomes.putAll(refusals(rest(events, outcomes), reason));
        }
        var rest = rest(events, outcomes);
        var kept = rest.isEmpty() ? List.<Journal.Kept>of() : journal.keep(rest);
        var known = new Known();
        for (int i = 0; i < rest.size(); i++) {
            var event = rest.get(i);
            outcomes.put(
                    event.id(),
                    switch (kept.get(i)) {
                        case NEW -> known.journaled(event, false, reason);
                        case DUPLICATE -> known.journaled(event, true, reason);
                        case CONFLICT -> new Outcome.Conflict();
                    });
        }
        return outcomes;
    }

    private Map<UUID, Outcome> countedLately(List<UsageEvent> events) {
        var known = new Known();
        var outcomes = new HashMap<UUID, Outcome>();
        for (var event : events) {
            recent.same(event)
                    .ifPresent(same -> outcomes.put(event.id(), same ? known.counted(event) : new Outcome.Conflict()));
        }
        return outcomes;
    }

    private Map<UUID, Outcome> refusals(List<UsageEvent> events, ProblemCode reason) {
        var known = new Known();
        var standings = events.stream().collect(Collectors.toMap(UsageEvent::id, known::standings));
        var admission = new Admission(standings, Optional.of(reason));
        var refusals = new HashMap<UUID, Outcome>();
        for (var event : events) {
            admission.refusal(event).ifPresent(refusal -> refusals.put(event.id(), refusal));
        }
        return refusals;
    }

    private static List<UsageEvent> rest(List<UsageEvent> events, Map<UUID, Outcome> outcomes) {
        return events.stream()
                .filter(event -> !outcomes.containsKey(event.id()))
                .toList();
    }

    /** What is known here of a group's accounts, each asked for once: a hot key has many events in a group. */
    private final class Known {

        private final Map<List<Object>, Map<String, Long>> periods = new HashMap<>();

        Outcome journaled(UsageEvent event, boolean duplicate, ProblemCode reason) {
            return new Outcome.Journaled(used(event, event.month()), duplicate, reason, standings(event));
        }

        Outcome counted(UsageEvent event) {
            return new Outcome.Counted(used(event, event.month()), true, Durability.POSTGRES, standings(event));
        }

        List<Standing> standings(UsageEvent event) {
            var standings = new ArrayList<Standing>();
            limits.find(event.account()).orElse(Limits.NONE).of(event.metric()).forEach((window, limit) -> {
                var period = event.period(window);
                standings.add(new Standing(event.metric(), period, limit, used(event, period)));
            });
            return standings;
        }

        /** What the database last said, and what waits. */
        private long used(UsageEvent event, Period period) {
            return periods.computeIfAbsent(List.of(event.account(), period), _ -> used(event.account(), period))
                    .getOrDefault(event.metric().name(), 0L);
        }

        private Map<String, Long> used(Account account, Period period) {
            var used = new HashMap<>(
                    lastKnown.latest(account, period).map(LastKnown.Known::used).orElse(Map.of()));
            journal.waiting(account, period)
                    .amounts()
                    .forEach((metric, amount) -> used.merge(metric, amount, Long::sum));
            return used;
        }
    }
}
