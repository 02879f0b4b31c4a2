package io.breakwater.usage.counting;

import io.breakwater.usage.period.Period;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of an account waits in the journal.
 *
 * @param amounts metric → how much of it falls into the period that was asked for
 * @param events how many events wait, of whichever period
 */
record Waiting(Map<String, Long> amounts, long events) {

    static final Waiting NOTHING = new Waiting(Map.of(), 0);

    static Waiting of(Collection<UsageEvent> events, Period period) {
        var amounts = new TreeMap<String, Long>();
        for (var event : events) {
            if (event.period(period.window()).equals(period)) {
                amounts.merge(event.metric().name(), event.amount(), Long::sum);
            }
        }
        return new Waiting(amounts, events.size());
    }
}
