package io.breakwater.health.suite;

import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.snapshot.Snapshot;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The breakers of the whole suite in one line each. */
public final class BreakerStates {

    /** The state of a breaker whose service was never reached. */
    public static final String UNKNOWN = "UNKNOWN";

    private static final String MODEL = "aiService";
    private static final Pattern SEPARATOR = Pattern.compile("[-_]([a-z0-9])");

    private BreakerStates() {}

    /**
     * The worst state that any instance has a breaker of that name in: {@code aiService → CLOSED}. Breakers with a key,
     * such as one per image host, are one entry together. The model's is always there.
     */
    public static Map<String, String> worst(Collection<Snapshot> snapshots) {
        var worst = new TreeMap<String, BreakerSnapshot>();
        for (var snapshot : snapshots) {
            for (var breaker : snapshot.breakers()) {
                worst.merge(key(breaker.name()), breaker, (a, b) -> a.state().compareTo(b.state()) >= 0 ? a : b);
            }
        }
        var states = new TreeMap<String, String>();
        states.put(MODEL, UNKNOWN);
        worst.forEach((name, breaker) -> states.put(name, breaker.state().name()));
        return states;
    }

    private static String key(String name) {
        var colon = name.indexOf(':');
        var kind = (colon < 0 ? name : name.substring(0, colon)).toLowerCase(Locale.ROOT);
        return SEPARATOR.matcher(kind).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
