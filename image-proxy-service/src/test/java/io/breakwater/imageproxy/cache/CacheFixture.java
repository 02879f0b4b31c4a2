package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.fetch.Validators;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.origin.Images;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierName;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.store.LocalStoreSettings;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** A cache with a disk of its own and a clock that a test moves. */
final class CacheFixture implements AutoCloseable {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource clock = now::get;
    private final LocalStore store;
    final DiskCache disk;
    final ImageCache cache;

    CacheFixture(Path directory, ImageCacheSettings settings) {
        store = LocalStore.open(LocalStoreSettings.of(directory.resolve("test.db")), List.of(ImageIndex.schema()));
        disk = new DiskCache(store, settings, clock, directory.toString());
        cache = new ImageCache(settings, disk, clock);
        disk.start(new StartupEvent());
        // Right after the start too: it waits for the first sweep.
        assertThat(write("first", image(0, 100))).isEqualTo(settings.maxDiskBytes() > 0);
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    StoredImage image(long seed, int size) {
        try {
            return new StoredImage(
                    new StoredBody.InMemory(RasterImage.read(Images.unique(seed, size))),
                    new Freshness(true, Duration.ofHours(1), true, Duration.ofSeconds(5), null),
                    TierName.CDN,
                    Reason.TIMEOUT,
                    now.get(),
                    new Validators("place", "\"tag\"", null));
        } catch (FetchFailure impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] bytes(StoredImage image) {
        return switch (image.body()) {
            case StoredBody.InMemory(var raster) -> raster.bytes();
            case StoredBody.InFile inFile -> {
                try {
                    yield Files.readAllBytes(inFile.file());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    boolean write(String key, StoredImage image) {
        return disk.put(key, image, bytes(image)).join();
    }

    /** As if this row's key were another of the same number. */
    void rename(String key, String to) {
        store.write(connection -> {
            try (var update = connection.prepareStatement("update image set key = ? where key = ?")) {
                update.setString(1, to);
                update.setString(2, key);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        disk.stop();
        store.close();
    }
}
