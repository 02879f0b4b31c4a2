package io.breakwater.health.history;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The uptime of every component, as of the latest minute that is summed up. Answered from memory. */
@Singleton
public final class Uptimes {

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

    /** Reads them anew. */
    void read() {
        var now = clock.instant();
        latest =
                Map.copyOf(store.read(connection -> Uptime.all(connection, now)).value());
    }
}
