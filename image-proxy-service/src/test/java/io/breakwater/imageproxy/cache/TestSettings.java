package io.breakwater.imageproxy.cache;

import java.time.Duration;

/** Small bounds. */
record TestSettings(long maxBytes, int largestInMemory, long maxDiskBytes, int maxDiskEntries)
        implements ImageCacheSettings {

    static final TestSettings SMALL = new TestSettings(200_000, 10_000, 1_000_000, 1_000);

    TestSettings withDisk(long bytes, int entries) {
        return new TestSettings(maxBytes, largestInMemory, bytes, entries);
    }

    @Override
    public long maxPendingBytes() {
        return 32_000_000;
    }

    @Override
    public Duration staleFor() {
        return Duration.ofDays(7);
    }

    @Override
    public Duration revalidateFor() {
        return Duration.ofSeconds(60);
    }

    @Override
    public double memoryLimit() {
        return 0.7;
    }

    @Override
    public int maxRefusals() {
        return 10;
    }
}
