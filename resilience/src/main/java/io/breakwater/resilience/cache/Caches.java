package io.breakwater.resilience.cache;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToLongFunction;

/** Every cache of this instance. */
@Singleton
public final class Caches {

    private final Instance<ManagedCache> caches;

    Caches(@Any Instance<ManagedCache> caches) {
        this.caches = caches;
    }

    /** One counter for each cache and outcome, read from the same numbers as the snapshots. */
    void atStart(@Observes StartupEvent event, MeterRegistry meters) {
        for (var cache : caches) {
            counter(meters, cache, "hit", CacheSnapshot::hits);
            counter(meters, cache, "miss", CacheSnapshot::misses);
            counter(meters, cache, "stale", CacheSnapshot::stale);
            counter(meters, cache, "coalesced", CacheSnapshot::coalesced);
        }
    }

    private static void counter(
            MeterRegistry meters, ManagedCache cache, String result, ToLongFunction<CacheSnapshot> count) {
        FunctionCounter.builder("breakwater.cache.lookups", cache, c -> count.applyAsLong(c.snapshot()))
                .description("Look-ups by what came of them; coalesced ones are misses too")
                .tag("cache", cache.snapshot().name())
                .tag("result", result)
                .register(meters);
    }

    public List<CacheSnapshot> snapshots() {
        return caches.stream().map(ManagedCache::snapshot).toList();
    }

    /** Clears them all; answers how many entries were in memory. */
    public long clear() {
        return caches.stream().mapToLong(ManagedCache::clear).sum();
    }
}
