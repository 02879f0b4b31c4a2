package io.breakwater.usage.counting;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.limit.Standing;
import io.breakwater.usage.period.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides, one event after the other, which fit their limits; what was admitted takes room from what comes after it. */
final class Admission {

    private final Map<UUID, List<Standing>> standings;
    private final Optional<ProblemCode> reason;
    private final Map<Counter, Long> admitted = new HashMap<>();

    private record Counter(Account account, String metric, Period period) {}

    /** By what is really used. */
    Admission(Map<UUID, List<Standing>> standings) {
        this(standings, Optional.empty());
    }

    /** @param reason why this is decided by what is known here only */
    Admission(Map<UUID, List<Standing>> standings, Optional<ProblemCode> reason) {
        this.standings = standings;
        this.reason = reason;
    }

    /** Admits the event, or says by which limit it is refused: of several the one that has room last. */
    Optional<Outcome> refusal(UsageEvent event) {
        var now = standings.getOrDefault(event.id(), List.of()).stream()
                .map(standing -> new Standing(
                        standing.metric(),
                        standing.period(),
                        standing.limit(),
                        standing.used() + admitted.getOrDefault(counter(event, standing), 0L)))
                .toList();
        var exceeded = now.stream()
                .filter(standing -> !standing.allows(event.amount()))
                .max((one, other) -> one.period().end().compareTo(other.period().end()));
        if (exceeded.isEmpty()) {
            now.forEach(standing -> admitted.merge(counter(event, standing), event.amount(), Long::sum));
        }
        return exceeded.map(standing -> new Outcome.OverQuota(standing, now, reason));
    }

    private static Counter counter(UsageEvent event, Standing standing) {
        return new Counter(event.account(), event.metric().name(), standing.period());
    }
}
