package io.breakwater.imageproxy.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.cache.ManagedCache;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.LocalSchema;
import io.breakwater.resilience.store.LocalStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Images on disk, which outlive the process: files named after their content, and a table of the URLs in the local store.
 * A file is written before its row, and a row is deleted before its file, so that a process that is killed in between
 * leaves files that nobody refers to, which the next one sweeps away; and whatever is read is held against its hash, so a
 * damaged file is a miss. Never fails: without a disk there are no hits. Safe for use by many threads; reading blocks.
 */
@Singleton
public class DiskCache implements ManagedCache {

    /** How long a file outlives its row: for whoever has just been told of it. */
    public static final Duration LINGER = Duration.ofSeconds(5);

    private static final String NAME = "images-disk";
    private static final Logger LOG = Logger.getLogger(DiskCache.class);
    private static final Duration CLEAR_LIMIT = Duration.ofSeconds(8);
    private static final int REMEMBERED_AS_WHOLE = 10_000;

    private final LocalStore store;
    private final ImageCacheSettings settings;
    private final ImageFiles files;
    private final ImageIndex index;
    private final DiskKeeper keeper;
    private final InstantSource clock;
    private final Cache<String, Boolean> whole =
            Caffeine.newBuilder().maximumSize(REMEMBERED_AS_WHOLE).build();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stale = new LongAdder();

    /** An image to be written; {@code done} tells whether it was. */
    record Put(String key, StoredImage image, byte[] bytes, CompletableFuture<Boolean> done) {}

    DiskCache(
            LocalStore store,
            ImageCacheSettings settings,
            InstantSource clock,
            @ConfigProperty(name = "breakwater.data-dir", defaultValue = "./data") String directory) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.files = new ImageFiles(Path.of(directory).toAbsolutePath().resolve("images"));
        this.index = new ImageIndex(store, files);
        this.keeper = new DiskKeeper(store, settings, files, index, clock);
    }

    @Produces
    @Singleton
    static LocalSchema schema() {
        return ImageIndex.schema();
    }

    void start(@Observes StartupEvent event) {
        if (settings.maxDiskBytes() > 0) {
            keeper.start();
        }
    }

    @PreDestroy
    void stop() {
        keeper.stop();
    }

    /** What is kept for this URL, whole and undamaged, however old. */
    Optional<StoredImage> find(String key) {
        if (settings.maxDiskBytes() <= 0 || store.fault().isPresent()) {
            return Optional.empty();
        }
        if (!keeper.mayHold(key)) {
            misses.increment();
            return Optional.empty();
        }
        var found = read(key);
        found.ifPresentOrElse(
                image -> {
                    (image.fresh(clock.instant()) ? hits : stale).increment();
                    keeper.used(key);
                },
                misses::increment);
        return found;
    }

    /** Tells that it was used elsewhere. */
    void used(String key) {
        keeper.used(key);
    }

    /** Writes it in the background; answers whether it will have been. */
    CompletableFuture<Boolean> put(String key, StoredImage image, byte[] bytes) {
        var put = new Put(key, image, bytes, new CompletableFuture<>());
        keeper.put(put);
        return put.done();
    }

    void forget(String key) {
        keeper.forget(key);
    }

    /** The same in its file, for one that was written. */
    StoredImage inFile(StoredImage image) {
        var body = image.body();
        whole.put(body.hash(), true);
        return image.with(new StoredBody.InFile(body.type(), body.hash(), body.length(), files.path(body.hash())));
    }

    private Optional<StoredImage> read(String key) {
        try {
            var row = index.find(key);
            return row.isEmpty() ? row : Optional.of(checked(row.get()));
        } catch (ImageFiles.DamagedException damaged) {
            return Optional.empty();
        } catch (IOException | ProblemException unreadable) {
            LOG.debugf("event=image-disk-unreadable cause=%s", unreadable.getClass());
            return Optional.empty();
        }
    }

    private StoredImage checked(StoredImage image) throws IOException, ImageFiles.DamagedException {
        var hash = image.body().hash();
        try {
            if (image.body().length() <= settings.largestInMemory()) {
                return image.with(new StoredBody.InMemory(files.read(hash)));
            }
            if (whole.getIfPresent(hash) == null) {
                files.verify(hash);
                whole.put(hash, true);
            } else if (files.size(hash) != image.body().length()) {
                throw new ImageFiles.DamagedException();
            }
            return image;
        } catch (ImageFiles.DamagedException damaged) {
            LOG.warnf("event=image-damaged file=%s", hash);
            whole.invalidate(hash);
            keeper.drop(hash);
            throw damaged;
        }
    }

    /** Whether this file is there, and stays for a while. */
    boolean holds(StoredBody.InFile body) {
        return !keeper.leaving(body.hash()) && files.size(body.hash()) == body.length();
    }

    /** All of it in memory; empty where it can't be read. */
    Optional<RasterImage> read(StoredBody.InFile body) {
        try {
            return Optional.of(files.read(body.hash()));
        } catch (IOException | ImageFiles.DamagedException gone) {
            return Optional.empty();
        }
    }

    /** What the files take. */
    public long bytes() {
        return keeper.bytes();
    }

    public long maxBytes() {
        return settings.maxDiskBytes();
    }

    @Override
    public CacheSnapshot snapshot() {
        var found = hits.sum();
        var asked = found + misses.sum() + stale.sum();
        return new CacheSnapshot(
                NAME,
                keeper.entries(),
                settings.maxDiskEntries(),
                found,
                misses.sum(),
                stale.sum(),
                asked == 0 ? 0 : 100.0 * found / asked);
    }

    /** Waits until it is done, but not for ever; the files follow a moment later. */
    @Override
    public long clear() {
        try {
            return keeper.clear().get(CLEAR_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("event=image-disk-not-cleared cause=%s", late.getClass());
            return 0;
        }
    }
}
