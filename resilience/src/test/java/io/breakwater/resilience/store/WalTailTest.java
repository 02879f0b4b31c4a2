package io.breakwater.resilience.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WalTailTest {

    @TempDir
    Path directory;

    private Path database;
    private Path log;

    /** As a process leaves it that was killed: the log is not folded into the database. */
    @BeforeEach
    void aLogOfThreeWrites() throws IOException {
        var live = directory.resolve("live.db");
        database = directory.resolve("killed.db");
        log = directory.resolve("killed.db-wal");
        try (var store = StoreFixture.open(live)) {
            for (var id : new String[] {"a", "b", "c"}) {
                StoreFixture.insert(store, id);
            }
            Files.copy(live, database);
            Files.copy(Path.of(live + "-wal"), log);
        }
    }

    @Test
    void aLogThatIsWholeIsWhole() throws IOException {
        assertThat(Files.size(log)).isPositive();
        assertThat(WalTail.unreadableBytes(database)).isZero();
    }

    @Test
    void noLogIsWhole() throws IOException {
        // Given
        Files.delete(log);

        // When
        var unreadable = WalTail.unreadableBytes(database);

        // Then
        assertThat(unreadable).isZero();
    }

    @Test
    void whatNeverBelongedToTheLogIsNotMissed() throws IOException {
        // Given
        write(Files.size(log), 10_000);

        // When
        var unreadable = WalTail.unreadableBytes(database);

        // Then
        assertThat(unreadable).isZero();
    }

    @Test
    void aFrameThatEndsEarlyIsFound() throws IOException {
        // Given
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 1_000);
        }

        // When
        var unreadable = WalTail.unreadableBytes(database);

        // Then
        assertThat(unreadable).isBetween(1L, 5_000L);
    }

    @Test
    void damageInTheMiddleMakesAllBehindItUnreadable() throws IOException {
        // Given
        var half = Files.size(log) / 2;
        write(half, 100);

        // When
        var unreadable = WalTail.unreadableBytes(database);

        // Then
        assertThat(unreadable).isBetween(half - 5_000, half + 5_000);
    }

    @Test
    void withoutItsHeaderAllOfItIsUnreadable() throws IOException {
        // Given
        write(0, 32);

        // When
        var unreadable = WalTail.unreadableBytes(database);

        // Then
        assertThat(unreadable).isEqualTo(Files.size(log));
    }

    private void write(long at, int length) throws IOException {
        var garbage = new byte[length];
        new Random(42).nextBytes(garbage);
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(garbage), at);
        }
    }
}
