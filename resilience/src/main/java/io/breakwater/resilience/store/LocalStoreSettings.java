package io.breakwater.resilience.store;

import java.nio.file.Path;
import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * How a local store is kept.
 *
 * @param file the database; its directory is made where it is missing
 * @param queueCapacity units of writing that may wait, 1 or more; as many reads may wait
 * @param maxBatch units committed together, 1 or more
 * @param readers reads at the same time, 1 or more
 * @param quotaBytes the largest size of the database, without its write-ahead log; {@link Long#MAX_VALUE} for no limit
 * @param writeLimit how long a caller waits for its write at most
 * @param checkInterval time between two background checks while the store works; while it does not, they come each second
 */
public record LocalStoreSettings(
        Path file,
        int queueCapacity,
        int maxBatch,
        int readers,
        long quotaBytes,
        Duration writeLimit,
        Duration checkInterval) {

    public LocalStoreSettings {
        requireNonNull(file, "file");
        if (queueCapacity < 1 || maxBatch < 1 || readers < 1 || quotaBytes < 1) {
            throw new IllegalArgumentException("queueCapacity, maxBatch, readers and quotaBytes must be 1 or more");
        }
        if (!writeLimit.isPositive() || !checkInterval.isPositive()) {
            throw new IllegalArgumentException("writeLimit and checkInterval must be positive");
        }
    }

    /** The defaults, as {@link LocalStoreConfig} documents them. */
    public static LocalStoreSettings of(Path file) {
        return new LocalStoreSettings(
                file, 2_048, 512, 4, Long.MAX_VALUE, Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    public LocalStoreSettings withQuotaBytes(long bytes) {
        return new LocalStoreSettings(file, queueCapacity, maxBatch, readers, bytes, writeLimit, checkInterval);
    }
}
