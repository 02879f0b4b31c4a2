package io.breakwater.imageproxy.cache;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryPressureTest {

    @TempDir
    Path directory;

    @Test
    void pastSeventyPercentOfTheHeapHalfIsLetGoUntilThereIsRoomAgain() throws Exception {
        // Given
        var heap = new AtomicReference<>(0.5);
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {
            var pressure = new MemoryPressure(fixture.cache, 0.7, heap::get);
            fill(fixture);
            pressure.look();
            var full = fixture.cache.bytes();
            assertThat(full).isBetween(150_000L, 200_000L);

            // When
            heap.set(0.71);
            pressure.look();

            // Then
            assertThat(fixture.cache.bytes()).isLessThanOrEqualTo(full / 2);
            heap.set(0.65);
            pressure.look();
            fill(fixture);
            assertThat(fixture.cache.bytes()).as("not yet").isLessThanOrEqualTo(full / 2);
            heap.set(0.5);
            pressure.look();
            fill(fixture);
            assertThat(fixture.cache.bytes()).isGreaterThan(full / 2);
        }
    }

    private static void fill(CacheFixture fixture) throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            fixture.cache.put("k" + i, fixture.image(i, 5_000));
        }
        fixture.cache.snapshot();
    }
}
