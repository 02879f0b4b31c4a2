package io.breakwater.usage.counting;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.period.Period;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of an account's use over time.
 *
 * @param used period → metric → how much; nothing for a period without use
 * @param pending how many events of the account wait in the journal
 * @param asOf when what the database said was true; empty where it said nothing
 * @param reason why the answer may be behind, where it may be
 */
public record History(
        Map<Period, Map<String, Long>> used,
        Usage.Source source,
        Optional<Instant> asOf,
        long pending,
        Optional<ProblemCode> reason) {

    /** The same with what waits in the journal on top. */
    History plus(Collection<UsageEvent> waiting, Period first, Period last) {
        var sum = new HashMap<>(used);
        for (var event : waiting) {
            var period = event.period(first.window());
            if (first.until(period) >= 0 && period.until(last) >= 0) {
                var metrics = new TreeMap<>(sum.getOrDefault(period, Map.of()));
                metrics.merge(event.metric().name(), event.amount(), Long::sum);
                sum.put(period, metrics);
            }
        }
        return new History(sum, source, asOf, waiting.size(), reason);
    }
}
