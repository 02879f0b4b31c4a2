package io.breakwater.health.history;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The uptime of every component, as of the latest minute that is summed up. Answered from memory. */
@Singleton
public final class Uptimes {

    /** Tens of ms in PostgreSQL. */
    private static final int GROUP = 20;

    private final HistoryStore store;
    private final InstantSource clock;
    private volatile Map<String, Uptime> latest = Map.of();

    Uptimes(HistoryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Null where nothing is known yet. */
    public @Nullable Uptime of(String component) {
        return latest.get(component);
    }

    /**
     * Reads them anew, in groups: for thousands of components at once it would take longer than the database is given.
     *
     * @param between is run before each group
     */
    void read(Runnable between) {
        var now = clock.instant();
        var names = store.read(connection -> Uptime.components(connection, now));
        var all = new HashMap<String, Uptime>();
        for (var group : Sum.groups(names.value(), GROUP)) {
            between.run();
            var some = store.read(connection -> Uptime.of(connection, now, group));
            if (some.inPostgres() != names.inPostgres()) {
                // The other store knows another part of the past: what was read last is nearer to the truth.
                return;
            }
            all.putAll(some.value());
        }
        latest = Map.copyOf(all);
    }
}
