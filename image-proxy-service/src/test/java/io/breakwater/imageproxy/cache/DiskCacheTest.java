package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.fetch.Freshness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DiskCacheTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {5_000, 50_000})
    void whatWasWrittenIsThereAfterARestartWithAllThatWasKnownOfIt(int size) {
        // Given
        StoredImage image;
        try (var before = new CacheFixture(directory, TestSettings.SMALL)) {
            image = before.image(1, size);
            assertThat(before.write("a", image)).isTrue();
        }

        // When
        try (var after = new CacheFixture(directory, TestSettings.SMALL)) {
            var found = after.disk.find("a").orElseThrow();

            // Then
            assertThat(CacheFixture.bytes(found)).isEqualTo(CacheFixture.bytes(image));
            assertThat(found.body().type()).isEqualTo(image.body().type());
            assertThat(found.with(image.body())).isEqualTo(image);
            assertThat(found.body() instanceof StoredBody.InFile).isEqualTo(size > 10_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 50_000})
    void whatWasDamagedWhileTheServiceWasDownIsNotServedButForgotten(int size) throws IOException {
        // Given
        try (var before = new CacheFixture(directory, TestSettings.SMALL)) {
            before.write("a", before.image(1, size));
        }
        for (var file : files()) {
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.position(Math.min(60, channel.size() / 2));
                channel.write(ByteBuffer.wrap(new byte[20]));
            }
        }

        // When
        try (var after = new CacheFixture(directory, TestSettings.SMALL)) {
            var found = after.disk.find("a");

            // Then
            assertThat(found).isEmpty();
            await().until(() -> after.disk.snapshot().entries() == 1);
        }
    }

    @Test
    void whatAKilledProcessLeftBehindIsSweptAway() throws IOException {
        // Given
        try (var before = new CacheFixture(directory, TestSettings.SMALL)) {
            before.write("a", before.image(1, 5_000));
            before.write("gone", before.image(2, 5_000));
            Files.delete(
                    before.disk.inFile(before.image(2, 5_000)).body() instanceof StoredBody.InFile file
                            ? file.file()
                            : Path.of("none"));
        }
        var orphan = directory.resolve("images/ab/" + "c".repeat(62));
        var unfinished = directory.resolve("images/unfinished/" + "d".repeat(64));
        Files.createDirectories(orphan.getParent());
        Files.createDirectories(unfinished.getParent());
        Files.write(orphan, new byte[10]);
        Files.write(unfinished, new byte[10]);

        // When
        try (var after = new CacheFixture(directory, TestSettings.SMALL)) {

            // Then
            assertThat(orphan).doesNotExist();
            assertThat(unfinished).doesNotExist();
            assertThat(after.disk.find("a")).isPresent();
            assertThat(after.disk.find("gone")).isEmpty();
            assertThat(after.disk.snapshot().entries()).isEqualTo(2);
        }
    }

    @Test
    void whereTheDiskIsNotToBeUsedNothingIsWrittenAndNobodyWaits() {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL.withDisk(0, 0))) {

            // When
            var written = fixture.write("a", fixture.image(1, 5_000));
            fixture.disk.forget("a");

            // Then
            assertThat(written).isFalse();
            assertThat(fixture.disk.find("a")).isEmpty();
            assertThat(fixture.disk.clear()).isZero();
            assertThat(directory.resolve("images")).doesNotExist();
        }
    }

    @Test
    void whoFindsAnotherUrlOfTheSameNumberDrivesNothingOutAndLeavesNoFileBehind() throws IOException {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {
            fixture.write("a", fixture.image(1, 5_000));
            fixture.rename("a", "b");
            var files = files().size();

            // When
            fixture.write("a", fixture.image(2, 5_000));

            // Then
            assertThat(fixture.disk.find("a")).isEmpty();
            fixture.pass(DiskCache.LINGER.plusSeconds(1));
            await().until(() -> files().size() == files);
            fixture.rename("b", "a");
            var kept = fixture.disk.find("a").orElseThrow();
            assertThat(CacheFixture.bytes(kept)).isEqualTo(CacheFixture.bytes(fixture.image(1, 5_000)));
        }
    }

    @Test
    void itsCountStaysRightThroughRewritingForgettingAndARestart() {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {
            fixture.disk.clear();
            IntStream.range(0, 10).forEach(i -> fixture.write("k" + i, fixture.image(i, 500)));
            fixture.write("k0", fixture.image(20, 500));
            assertThat(fixture.disk.snapshot().entries()).isEqualTo(10);

            // When
            fixture.disk.forget("k1");
            fixture.disk.forget("k1");

            // Then
            await().until(() -> fixture.disk.snapshot().entries() == 9);
            assertThat(fixture.disk.find("k1")).isEmpty();
            assertThat(fixture.disk.find("k0")).isPresent();
            assertThat(fixture.disk.find("never")).isEmpty();
        }
        try (var after = new CacheFixture(directory, TestSettings.SMALL)) {
            assertThat(after.disk.snapshot().entries())
                    .as("and the fixture's own")
                    .isEqualTo(10);
            assertThat(after.disk.find("k9")).isPresent();
        }
    }

    @Test
    void theSameBytesOfTwoUrlsAreOneFile() throws IOException {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {
            var before = files().size();

            // When
            fixture.write("a", fixture.image(1, 5_000));
            fixture.write("b", fixture.image(1, 5_000));

            // Then
            assertThat(files()).hasSize(before + 1);
        }
    }

    @Test
    void itStaysWithinItsBytesAndForgetsWhatWasLongestNotUsed() throws IOException {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL.withDisk(400_000, 1_000))) {

            // When
            for (int i = 0; i < 40; i++) {
                fixture.pass(Duration.ofSeconds(6));
                var key = "k" + i;
                var image = fixture.image(i, 20_000);
                await().pollInSameThread().until(() -> {
                    fixture.pass(Duration.ofSeconds(1));
                    return fixture.write(key, image);
                });
                // Used all the time.
                fixture.pass(Duration.ofSeconds(16));
                fixture.disk.find("k0");
                assertThat(sizeOfFiles()).isLessThanOrEqualTo(400_000);
            }

            // Then
            assertThat(fixture.disk.find("k39")).isPresent();
            assertThat(fixture.disk.find("k0")).as("used all the time").isPresent();
            assertThat(fixture.disk.find("k1")).isEmpty();
            assertThat(fixture.disk.bytes()).isLessThanOrEqualTo(400_000);
        }
    }

    @Test
    void itKnowsNoMoreUrlsThanItMay() {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL.withDisk(10_000_000, 20))) {

            // When
            IntStream.range(0, 60).forEach(i -> fixture.write("k" + i, fixture.image(i, 200)));

            // Then
            await().until(() -> fixture.disk.snapshot().entries() <= 20);
        }
    }

    @Test
    void aFileOutlivesItsRowForWhoeverWasJustToldOfIt() {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {
            fixture.write("a", fixture.image(1, 50_000));
            var found = fixture.disk.find("a").orElseThrow();

            // When
            fixture.disk.clear();

            // Then
            assertThat(fixture.disk.find("a")).isEmpty();
            assertThat(CacheFixture.bytes(found)).hasSize(50_000);
            fixture.pass(DiskCache.LINGER);
            await().until(() -> files().isEmpty());
        }
    }

    @Test
    void anImageThatMayNoLongerBeKeptIsForgotten() throws Exception {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {
            var image = fixture.image(1, 5_000);
            fixture.cache.put("a", image);
            await().until(() -> fixture.disk.find("a").isPresent());
            var secret = new StoredImage(
                    image.body(),
                    new Freshness(false, Duration.ofHours(1), true, null, null),
                    image.tier(),
                    null,
                    image.storedAt(),
                    image.validators());

            // When
            fixture.cache.put("a", secret);

            // Then
            await().until(() -> fixture.cache.find("a").isEmpty());
        }
    }

    @Test
    void aLargeImageIsInItsFileWhenItWasPutAndASmallOneInMemory() throws Exception {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {

            // When
            var large = fixture.cache.put("large", fixture.image(1, 50_000));
            var small = fixture.cache.put("small", fixture.image(2, 5_000));

            // Then
            assertThat(large.body()).isInstanceOf(StoredBody.InFile.class);
            assertThat(small.body()).isInstanceOf(StoredBody.InMemory.class);
            assertThat(fixture.cache.peek("small")).isPresent();
            assertThat(fixture.cache.peek("large")).contains(large);
            assertThat(fixture.cache.bytes())
                    .as("of the large one only where it is")
                    .isLessThan(20_000);
        }
    }

    @Test
    void aFileThatIsOnItsWayOutIsNotGivenOutAgain() throws Exception {
        // Given
        try (var fixture = new CacheFixture(directory, TestSettings.SMALL)) {
            fixture.cache.put("large", fixture.image(1, 50_000));

            // When
            fixture.disk.clear();

            // Then
            assertThat(fixture.cache.find("large")).isEmpty();
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(directory.resolve("images"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private long sizeOfFiles() throws IOException {
        long size = 0;
        for (var file : files()) {
            size += Files.exists(file) ? Files.size(file) : 0;
        }
        return size;
    }
}
