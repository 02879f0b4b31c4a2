package io.breakwater.usage.counting;

import io.breakwater.resilience.problem.ProblemCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of an account's use in a period.
 *
 * @param used metric → how much, what still waits in the journal included
 * @param limits metric → its limit for periods of this length, where there is one
 * @param pending how many events of it wait in the journal
 * @param asOf when what the database said was true; empty where it never said anything
 * @param reason why the answer may be behind, where it may be
 */
public record Usage(
        Map<String, Long> used,
        Map<String, Long> limits,
        Source source,
        Optional<Instant> asOf,
        long pending,
        Optional<ProblemCode> reason) {

    /** Who told. */
    public enum Source {
        REDIS,
        POSTGRES,
        LOCAL
    }

    public boolean degraded() {
        return reason.isPresent();
    }

    /** The same with what waits in the journal on top. */
    Usage plus(Map<String, Long> waiting, long events) {
        var sum = new TreeMap<>(used);
        waiting.forEach((metric, amount) -> sum.merge(metric, amount, Long::sum));
        return new Usage(sum, limits, source, asOf, events, reason);
    }
}
