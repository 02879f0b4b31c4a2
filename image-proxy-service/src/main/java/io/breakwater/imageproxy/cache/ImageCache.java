package io.breakwater.imageproxy.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.cache.ManagedCache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Images in memory, as many as fit by their bytes. Safe for use by many threads. */
@Singleton
// Caffeine makes its caches by name; this is the one bounded by weight, which Quarkus does not register itself.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW")
public class ImageCache implements ManagedCache {

    private static final String NAME = "images";

    /** What an entry weighs at least, so that the number of entries is bounded too. */
    private static final int LEAST_WEIGHT = 4_096;

    private final ImageCacheSettings settings;
    private final InstantSource clock;
    private final Cache<String, StoredImage> memory;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stale = new LongAdder();

    ImageCache(ImageCacheSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.memory = Caffeine.newBuilder()
                .maximumWeight(settings.maxBytes())
                .weigher((String key, StoredImage stored) ->
                        LEAST_WEIGHT + stored.image().bytes().length)
                .build();
    }

    /** The image, fresh or stale. One that is past both is forgotten. */
    public Optional<StoredImage> find(String key) {
        var found = peek(key);
        found.ifPresentOrElse(stored -> (stored.fresh(clock.instant()) ? hits : stale).increment(), misses::increment);
        return found;
    }

    /** As {@link #find}, but not counted. */
    public Optional<StoredImage> peek(String key) {
        var stored = memory.getIfPresent(key);
        if (stored == null) {
            return Optional.empty();
        }
        if (!stored.usable(clock.instant(), settings.staleFor())) {
            memory.asMap().remove(key, stored);
            return Optional.empty();
        }
        return Optional.of(stored);
    }

    /** Keeps it where its origin lets us. */
    public void put(String key, StoredImage image) {
        if (image.freshness().storable()) {
            memory.put(key, image);
        }
    }

    /** The bytes it holds, as it weighs them. */
    public long bytes() {
        return memory.policy().eviction().stream()
                .mapToLong(eviction -> eviction.weightedSize().orElse(0))
                .sum();
    }

    public long maxBytes() {
        return settings.maxBytes();
    }

    @Override
    public CacheSnapshot snapshot() {
        memory.cleanUp();
        var found = hits.sum();
        var asked = found + misses.sum() + stale.sum();
        return new CacheSnapshot(
                NAME,
                memory.estimatedSize(),
                settings.maxBytes() / LEAST_WEIGHT,
                found,
                misses.sum(),
                stale.sum(),
                asked == 0 ? 0 : 100.0 * found / asked);
    }

    @Override
    public long clear() {
        memory.cleanUp();
        var held = memory.estimatedSize();
        memory.invalidateAll();
        return held;
    }
}
