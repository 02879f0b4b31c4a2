package io.breakwater.usage.counting;

import io.breakwater.usage.period.Period;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what waits in the journal. */
final class Waiting {

    private Waiting() {}

    /** Metric → how much of it falls into the period. */
    static Map<String, Long> amounts(Collection<Journal.Entry> entries, Period period) {
        var amounts = new TreeMap<String, Long>();
        for (var entry : entries) {
            if (entry.event().periods().contains(period)) {
                amounts.merge(entry.event().metric().name(), entry.event().amount(), Long::sum);
            }
        }
        return amounts;
    }
}
