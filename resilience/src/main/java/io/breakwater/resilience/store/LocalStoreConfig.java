package io.breakwater.resilience.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The local store, {@code ${breakwater.data-dir}/${quarkus.application.name}.db}. */
@ConfigMapping(prefix = "breakwater.store")
public interface LocalStoreConfig {

    /** Writes that may wait, 1 or more; past that callers get {@code bulkhead-full}. 2,048 wait 0.2 s at 10,000/s. */
    @WithDefault("2048")
    int queueCapacity();

    /**
     * Writes committed together, 1 or more. Measured on 2 cores with 2,000 callers: 3,700/s alone, 18,800 by 16, 32,000 by
     * 128, 36,000 by 512, 39,600 by 2,048, where each waits longer for little more.
     */
    @WithDefault("512")
    int maxBatch();

    /** Reads at the same time, 1 or more, each on its own connection and thread. */
    @WithDefault("4")
    int readers();

    /** The largest size of the database, {@code 64M}, without its write-ahead log. No limit where it is not set. */
    Optional<MemorySize> quota();

    /** How long a caller waits for its write at most. */
    @WithDefault("10s")
    Duration writeLimit();

    /** Time between two checks that a write really works, while nothing else is written. While it fails: 1 s. */
    @WithDefault("5s")
    Duration checkInterval();

    /** These settings for the database in this file. */
    default LocalStoreSettings settings(Path file) {
        return new LocalStoreSettings(
                file,
                queueCapacity(),
                maxBatch(),
                readers(),
                quota().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE),
                writeLimit(),
                checkInterval());
    }
}
