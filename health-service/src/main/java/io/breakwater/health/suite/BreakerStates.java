package io.breakwater.health.suite;

import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.snapshot.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The breakers of the whole suite in one line each. */
public final class BreakerStates {

    /** The state of a breaker whose service is away, or was never reached. */
    public static final String UNKNOWN = "UNKNOWN";

    private static final String MODEL = "aiService";
    private static final Pattern SEPARATOR = Pattern.compile("[-_]([a-z0-9])");

    private BreakerStates() {}

    /**
     * The worst state that any instance which answers has a breaker of that name in: {@code aiService → CLOSED}.
     * Breakers with a key, such as one per image host, are one entry together. Those that only a service which is away
     * now has are unknown: what it last said of them need not be so any more. The model's is always there.
     *
     * @param own this instance's
     */
    public static Map<String, String> worst(Snapshot own, List<Observation> others) {
        var worst = new TreeMap<String, BreakerState>();
        var states = new TreeMap<String, String>();
        states.put(MODEL, UNKNOWN);
        add(worst, own);
        for (var seen : others) {
            @Nullable Snapshot current = seen.current();
            if (current != null) {
                add(worst, current);
            } else if (seen.snapshot() != null) {
                seen.snapshot().breakers().forEach(breaker -> states.put(key(breaker.name()), UNKNOWN));
            }
        }
        worst.forEach((name, state) -> states.put(name, state.name()));
        return states;
    }

    private static void add(Map<String, BreakerState> worst, Snapshot snapshot) {
        for (var breaker : snapshot.breakers()) {
            worst.merge(key(breaker.name()), breaker.state(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
    }

    private static String key(String name) {
        var colon = name.indexOf(':');
        var kind = (colon < 0 ? name : name.substring(0, colon)).toLowerCase(Locale.ROOT);
        return SEPARATOR.matcher(kind).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
