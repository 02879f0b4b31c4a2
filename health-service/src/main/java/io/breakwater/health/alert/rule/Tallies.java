package io.breakwater.health.alert.rule;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tallies of all subjects. Told from any thread, and never waits. */
@Singleton
final class Tallies {

    /**
     * Components, services and their breakers are some dozens, and 5,000 may be registered; what comes past this bound is
     * not watched.
     */
    private static final int MOST = 10_000;

    private final Map<String, Tally> all = new ConcurrentHashMap<>();

    void found(Finding finding) {
        if (all.size() < MOST || all.containsKey(finding.key())) {
            all.merge(finding.key(), Tally.first(finding), (before, _) -> before.next(finding));
        }
    }

    List<Tally> all() {
        return List.copyOf(all.values());
    }

    /** Nobody asks for it any more. */
    void forget(String key) {
        all.remove(key);
    }
}
