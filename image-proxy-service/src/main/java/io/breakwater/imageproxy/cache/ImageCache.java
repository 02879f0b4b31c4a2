package io.breakwater.imageproxy.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.cache.ManagedCache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Images in memory, as many as fit by their bytes, with the disk behind. Safe for use by many threads; looking blocks
 * where memory does not know.
 */
@Singleton
// Caffeine makes its caches by name; this is the one bounded by weight, which Quarkus does not register itself.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW")
public class ImageCache implements ManagedCache {

    private static final String NAME = "images";

    /** What an entry weighs at least, so that the number of entries is bounded too. */
    private static final int LEAST_WEIGHT = 4_096;

    /** How long a fetch waits for a large image to be on disk, from where it is sent. */
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(2);

    private final ImageCacheSettings settings;
    private final DiskCache disk;
    private final InstantSource clock;
    private final Cache<String, StoredImage> memory;
    private final AtomicLong clearings = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stale = new LongAdder();

    ImageCache(ImageCacheSettings settings, DiskCache disk, InstantSource clock) {
        this.settings = settings;
        this.disk = disk;
        this.clock = clock;
        this.memory = Caffeine.newBuilder()
                .maximumWeight(settings.maxBytes())
                .weigher((String key, StoredImage stored) -> weight(stored.body()))
                .build();
    }

    private static int weight(StoredBody body) {
        return switch (body) {
            case StoredBody.InMemory(var image) -> LEAST_WEIGHT + image.bytes().length;
            case StoredBody.InFile _ -> LEAST_WEIGHT;
        };
    }

    /** The image, fresh or stale. One that is past both is as good as forgotten. */
    public Optional<StoredImage> find(String key) {
        var inMemory = inMemory(key);
        if (inMemory != null) {
            (inMemory.fresh(clock.instant()) ? hits : stale).increment();
            disk.used(key);
            return usable(inMemory);
        }
        misses.increment();
        return fromDisk(key);
    }

    /**
     * The image, where it is fresh and memory has its bytes, counted as {@link #find} would. Empty, and not counted, for
     * every other: that is to be asked then. Never blocks.
     */
    public Optional<StoredImage> atHand(String key) {
        var found = memory.getIfPresent(key);
        if (found == null || !(found.body() instanceof StoredBody.InMemory) || !found.fresh(clock.instant())) {
            return Optional.empty();
        }
        hits.increment();
        disk.used(key);
        return Optional.of(found);
    }

    /** As {@link #find}, but only what memory knows of, and not counted. */
    public Optional<StoredImage> peek(String key) {
        return Optional.ofNullable(inMemory(key)).flatMap(this::usable);
    }

    /** Of a large image memory knows only where it is, and as long as it is there. */
    private @Nullable StoredImage inMemory(String key) {
        var found = memory.getIfPresent(key);
        if (found != null && found.body() instanceof StoredBody.InFile file && !disk.holds(file)) {
            memory.asMap().remove(key, found);
            return null;
        }
        return found;
    }

    private Optional<StoredImage> fromDisk(String key) {
        var cleared = clearings.get();
        var found = disk.find(key).flatMap(this::usable);
        if (cleared == clearings.get()) {
            found.ifPresent(image -> memory.put(key, image));
        }
        return found;
    }

    private Optional<StoredImage> usable(StoredImage image) {
        return image.usable(clock.instant(), settings.staleFor()) ? Optional.of(image) : Optional.empty();
    }

    /**
     * Keeps it where its origin lets us, and answers it as it is kept. A large one is on disk when this returns, or stays
     * with the caller alone.
     */
    public StoredImage put(String key, StoredImage image) throws InterruptedException {
        return switch (image.body()) {
            case StoredBody.InMemory _
            when !image.freshness().storable() -> {
                forget(key);
                yield image;
            }
            case StoredBody.InMemory(var raster) -> {
                var written = disk.put(key, image, raster.bytes());
                if (raster.bytes().length <= settings.largestInMemory()) {
                    memory.put(key, image);
                    yield image;
                }
                memory.invalidate(key);
                if (!came(written)) {
                    yield image;
                }
                var inFile = disk.inFile(image);
                memory.put(key, inFile);
                yield inFile;
            }
            case StoredBody.InFile _ ->
                throw new IllegalArgumentException("it came over the network, so it is in memory");
        };
    }

    private static boolean came(CompletableFuture<Boolean> written) throws InterruptedException {
        try {
            return written.get(WRITE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    /** The image with all of its bytes in memory; empty where they are gone. Blocks. */
    public Optional<RasterImage> whole(StoredImage stored) {
        return switch (stored.body()) {
            case StoredBody.InMemory(var image) -> Optional.of(image);
            case StoredBody.InFile file -> disk.read(file);
        };
    }

    /** How long past its life an image is served while a new one is fetched. */
    public Duration revalidateFor() {
        return settings.revalidateFor();
    }

    /** The bytes that memory holds, as it weighs them. */
    public long bytes() {
        return memory.policy().eviction().stream()
                .mapToLong(eviction -> eviction.weightedSize().orElse(0))
                .sum();
    }

    public long maxBytes() {
        return settings.maxBytes();
    }

    /** Lets go of the half that was used least, and takes no more than that until {@link #grow()}. */
    void shrink() {
        limit(Math.max(LEAST_WEIGHT, bytes() / 2));
    }

    /** Takes as much as it may again. */
    void grow() {
        limit(settings.maxBytes());
    }

    private void limit(long weight) {
        memory.policy().eviction().ifPresent(eviction -> eviction.setMaximum(weight));
        memory.cleanUp();
    }

    private void forget(String key) {
        memory.invalidate(key);
        disk.forget(key);
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

    /** The disk first: what is read from it meanwhile is not kept. */
    @Override
    public long clear() {
        clearings.incrementAndGet();
        var onDisk = disk.clear();
        clearings.incrementAndGet();
        memory.cleanUp();
        var held = memory.estimatedSize();
        memory.invalidateAll();
        return onDisk + held;
    }
}
