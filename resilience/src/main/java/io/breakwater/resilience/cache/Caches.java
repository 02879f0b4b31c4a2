package io.breakwater.resilience.cache;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;

/** Every cache of this instance. */
@Singleton
public final class Caches {

    private final Instance<ManagedCache> caches;

    Caches(@Any Instance<ManagedCache> caches) {
        this.caches = caches;
    }

    public List<CacheSnapshot> snapshots() {
        return caches.stream().map(ManagedCache::snapshot).toList();
    }

    /** Clears them all; answers how many entries were in memory. */
    public long clear() {
        return caches.stream().mapToLong(ManagedCache::clear).sum();
    }
}
