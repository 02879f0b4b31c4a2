package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

@Timeout(60)
class LocalStoreFaultsTest {

    private static final int KIB_32 = 32 * 1_024;

    @TempDir
    Path directory;

    @Test
    void aFullStoreRefusesKeepsWhatItAcknowledgedAndIsBackWhenThereIsRoom() {
        var settings = LocalStoreSettings.of(directory.resolve("test.db")).withQuotaBytes(1 << 20);
        try (var store = LocalStore.open(settings, List.of(StoreFixture.EVENTS))) {
            // Given
            var acknowledged = fill(store);
            assertThat(acknowledged).isPositive();
            assertThat(fault(store)).isEqualTo(StoreFault.STORAGE_FULL);
            assertThat(StoreFixture.ids(store)).hasSize(acknowledged);

            // When
            store.write(StoreFixtureSql::deleteAll);

            // Then
            StoreFixture.awaitWritable(store);
            StoreFixture.insert(store, "after");
            assertThat(StoreFixture.ids(store)).containsExactly("after");
        }
    }

    @Test
    void makingRoomInAFullStoreWorksBesideWritersThatNeedIt() throws Exception {
        var settings = LocalStoreSettings.of(directory.resolve("test.db")).withQuotaBytes(1 << 20);
        try (var store = LocalStore.open(settings, List.of(StoreFixture.EVENTS));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            fill(store);
            var greedy = java.util.stream.IntStream.range(0, 50)
                    .mapToObj(i -> callers.submit(
                            () -> store.write(connection -> StoreFixture.insert(connection, "greedy-" + i, 2 << 20))))
                    .toList();

            // When
            var deleted = store.write(StoreFixtureSql::deleteAll);

            // Then
            assertThat(deleted).isPositive();
            for (var refused : greedy) {
                assertThatThrownBy(refused::get).hasCauseInstanceOf(ProblemException.class);
            }
            StoreFixture.awaitWritable(store);
        }
    }

    @Test
    void aFullStoreStaysFullWhileOnlyTheOddSmallWriteFits() {
        var settings = LocalStoreSettings.of(directory.resolve("test.db")).withQuotaBytes(1 << 20);
        try (var store = LocalStore.open(settings, List.of(StoreFixture.EVENTS))) {
            // Given
            fill(store);

            // When
            store.write(connection -> StoreFixture.insert(connection, "small", 1));

            // Then
            assertThat(fault(store)).isEqualTo(StoreFault.STORAGE_FULL);
        }
    }

    @Test
    void aDamagedFileIsLeftAsItIsAndTheStoreIsBackWhenItIsMended() throws IOException {
        // Given
        var file = directory.resolve("test.db");
        var garbage = "this is no database, but somebody may want it back\n".repeat(100);
        Files.writeString(file, garbage);
        try (var store = StoreFixture.open(file)) {
            assertThat(fault(store)).isEqualTo(StoreFault.CORRUPT);
            assertProblem(() -> StoreFixture.insert(store, "x"), ProblemCode.DEPENDENCY_UNAVAILABLE);
            assertProblem(() -> StoreFixture.ids(store), ProblemCode.DEPENDENCY_UNAVAILABLE);
            assertThat(file).hasContent(garbage);

            // When
            Files.move(file, directory.resolve("kept.db"));

            // Then
            StoreFixture.awaitWritable(store);
            StoreFixture.insert(store, "x");
            assertThat(StoreFixture.ids(store)).containsExactly("x");
        }
    }

    @Test
    void damageInsideADatabaseIsFoundBeforeAnythingIsChanged() throws IOException {
        // Given
        var file = directory.resolve("test.db");
        try (var store = StoreFixture.open(file)) {
            store.write(connection -> {
                for (var i = 0; i < 200; i++) {
                    StoreFixture.insert(connection, "id-" + i, 1_000);
                }
                return null;
            });
        }
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20_000, (byte) 0x5a);
        Files.write(file, bytes);

        // When
        try (var store = StoreFixture.open(file)) {
            // Then
            assertThat(fault(store)).isEqualTo(StoreFault.CORRUPT);
        }
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aFileInPlaceOfTheDirectoryLeavesTheStoreUnwritableUntilItIsGone() throws IOException {
        // Given
        var inTheWay = directory.resolve("data");
        Files.writeString(inTheWay, "in the way");
        try (var store = StoreFixture.open(inTheWay.resolve("test.db"))) {
            assertThat(fault(store)).isEqualTo(StoreFault.UNWRITABLE);
            assertProblem(() -> StoreFixture.insert(store, "x"), ProblemCode.DEPENDENCY_UNAVAILABLE);

            // When
            Files.delete(inTheWay);

            // Then
            StoreFixture.awaitWritable(store);
            StoreFixture.insert(store, "x");
        }
    }

    @Test
    void aDirectoryInPlaceOfTheDatabaseLeavesTheStoreUnwritable() throws IOException {
        // Given
        var file = directory.resolve("test.db");
        Files.createDirectory(file);

        // When
        try (var store = StoreFixture.open(file)) {
            // Then
            assertThat(fault(store)).isEqualTo(StoreFault.UNWRITABLE);
            assertThat(store.status().sizeBytes()).isZero();
        }
    }

    @Test
    void aDatabaseThatWasTakenAwayIsNoticedAndMadeAnew() throws IOException {
        // Given
        var file = directory.resolve("test.db");
        try (var store = StoreFixture.open(file)) {
            StoreFixture.insert(store, "before");
            for (var suffix : List.of("", "-wal", "-shm", ".lock")) {
                Files.deleteIfExists(Path.of(file + suffix));
            }

            // When
            var status = store.probe();

            // Then
            assertThat(status).isInstanceOf(StoreStatus.Writable.class);
            StoreFixture.insert(store, "after");
            assertThat(file).exists();
            assertThat(StoreFixture.ids(store)).containsExactly("after");
        }
    }

    @Test
    void aSecondOpenerIsRefusedAndTakesOverWhenTheFirstLeaves() {
        // Given
        var file = directory.resolve("test.db");
        var first = StoreFixture.open(file);
        StoreFixture.insert(first, "first");
        try (var second = StoreFixture.open(file)) {
            assertThat(fault(second)).isEqualTo(StoreFault.IN_USE);
            assertProblem(() -> StoreFixture.insert(second, "x"), ProblemCode.DEPENDENCY_UNAVAILABLE);

            // When
            first.close();

            // Then
            StoreFixture.awaitWritable(second);
            assertThat(StoreFixture.ids(second)).containsExactly("first");
        }
    }

    private static int fill(LocalStore store) {
        for (var i = 0; i < 100; i++) {
            var id = "id-" + i;
            try {
                store.write(connection -> StoreFixture.insert(connection, id, KIB_32));
            } catch (ProblemException e) {
                assertThat(e.code()).isEqualTo(ProblemCode.STORAGE_FULL);
                return i;
            }
        }
        throw new AssertionError("The quota did not hold");
    }

    private static StoreFault fault(LocalStore store) {
        assertThat(store.status()).isInstanceOf(StoreStatus.Unwritable.class);
        return ((StoreStatus.Unwritable) store.status()).fault();
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ProblemCode code) {
        assertThatThrownBy(call).asInstanceOf(type(ProblemException.class)).returns(code, ProblemException::code);
    }

    private static final class StoreFixtureSql {

        static int deleteAll(java.sql.Connection connection) throws java.sql.SQLException {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("delete from event");
            }
        }
    }
}
