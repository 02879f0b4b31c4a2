package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class LocalStoreTest {

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedUnderLoadIsThereAfterReopeningAndAFailingUnitSpoilsNobody() throws Exception {
        // Given
        var file = directory.resolve("new").resolve("test.db");
        List<Future<Integer>> answers;
        try (var store = StoreFixture.open(file);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            answers = callers.invokeAll(IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(i -> () -> store.write(connection -> {
                        var rows = StoreFixture.insert(connection, "id-%03d".formatted(i), 16);
                        if (i % 10 == 3) {
                            throw new IllegalStateException("after its insert");
                        }
                        return rows;
                    }))
                    .toList());
        }

        // Then
        var expected = IntStream.range(0, 200)
                .filter(i -> i % 10 != 3)
                .mapToObj("id-%03d"::formatted)
                .toList();
        assertThat(answers.stream().filter(answer -> answer.state() == Future.State.FAILED))
                .hasSize(20)
                .allMatch(answer -> answer.exceptionNow() instanceof IllegalStateException);
        try (var reopened = StoreFixture.open(file)) {
            assertThat(StoreFixture.ids(reopened)).isEqualTo(expected);
        }
    }

    @Test
    void aGroupEndsInTheSameStateAsTheSameUnitsOneByOne() throws Exception {
        // Given
        var random = new Random(42);
        var units = random.ints(300, 0, 40).mapToObj("id-%d"::formatted).toList();
        try (var store = StoreFixture.open(directory.resolve("group.db"));
                var callers = Executors.newVirtualThreadPerTaskExecutor();
                var naive = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("naive.db"))) {
            // When
            callers.invokeAll(units.stream()
                    .<Callable<Integer>>map(
                            id -> () -> store.write(connection -> StoreFixture.insert(connection, id, 16)))
                    .toList());

            // Then
            oneByOne(naive, units);
            assertThat(StoreFixture.ids(store)).isEqualTo(StoreFixture.ids(naive));
        }
    }

    @Test
    void aUnitThatFailsByItselfLeavesNothingBehind() {
        try (var store = StoreFixture.open(directory.resolve("test.db"))) {
            // When
            assertThatThrownBy(() -> store.write(connection -> {
                        StoreFixture.insert(connection, "gone", 16);
                        throw new IllegalStateException("after its insert");
                    }))

                    // Then
                    .isInstanceOf(IllegalStateException.class);
            StoreFixture.insert(store, "next");
            assertThat(StoreFixture.ids(store)).containsExactly("next");
        }
    }

    @Test
    void whatIsWrittenSoonIsThereWhenTheNextWriteReturns() {
        try (var store = StoreFixture.open(directory.resolve("test.db"))) {
            // Given
            var soon = store.writeSoon(connection -> StoreFixture.insert(connection, "soon", 16));
            var failing = store.writeSoon(connection -> {
                StoreFixture.insert(connection, "gone", 16);
                throw new IllegalStateException("after its insert");
            });

            // When
            StoreFixture.insert(store, "next");

            // Then
            assertThat(soon).isCompletedWithValue(1);
            assertThat(failing).isCompletedExceptionally();
            assertThat(StoreFixture.ids(store)).containsExactly("next", "soon");
        }
    }

    @Test
    void aCompiledStatementOutlivesItsOwnFailureAndItsConnection() {
        // Given
        var insert = new Compiled("insert into event (id) values (?)");
        SqlWork<Integer> one = connection -> {
            var statement = insert.on(connection);
            statement.setString(1, "one");
            return statement.executeUpdate();
        };
        try (var store = StoreFixture.open(directory.resolve("first.db"))) {
            store.write(one);
            assertThatThrownBy(() -> store.write(one)).isInstanceOf(ProblemException.class);
            StoreFixture.insert(store, "two");
            assertThat(StoreFixture.ids(store)).containsExactly("one", "two");
        }
        try (var other = StoreFixture.open(directory.resolve("second.db"))) {
            // When
            other.write(one);

            // Then
            assertThat(StoreFixture.ids(other)).containsExactly("one");
        }
    }

    @Test
    void anErrorInTheSqlOfAUnitIsThatUnitsOwn() {
        try (var store = StoreFixture.open(directory.resolve("test.db"))) {
            StoreFixture.insert(store, "twice");

            // When
            assertThatThrownBy(() -> StoreFixture.insert(store, "twice"))

                    // Then
                    .asInstanceOf(type(ProblemException.class))
                    .returns(ProblemCode.INTERNAL, ProblemException::code)
                    .extracting(Throwable::getCause)
                    .isInstanceOf(SQLException.class);
            assertThat(store.status()).isInstanceOf(StoreStatus.Writable.class);
        }
    }

    @Test
    void aUnitThatEndsTheTransactionItselfIsNotAcknowledgedAndTheStoreLivesOn() {
        try (var store = StoreFixture.open(directory.resolve("test.db"))) {
            // When
            assertThatThrownBy(() -> store.write(connection -> {
                        StoreFixture.insert(connection, "lost", 16);
                        try (var statement = connection.createStatement()) {
                            return statement.executeUpdate("rollback");
                        }
                    }))

                    // Then
                    .isInstanceOf(ProblemException.class);
            StoreFixture.awaitWritable(store);
            StoreFixture.insert(store, "kept");
            assertThat(StoreFixture.ids(store)).containsExactly("kept");
        }
    }

    @Test
    void readersSeeWhatIsCommittedOnlyAndOneStateWithinARead() throws Exception {
        try (var store = StoreFixture.open(directory.resolve("test.db"));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            var inserted = new CountDownLatch(1);
            var commit = new CountDownLatch(1);
            var writing = callers.submit(() -> store.write(connection -> {
                var rows = StoreFixture.insert(connection, "new", 16);
                inserted.countDown();
                awaitUnchecked(commit);
                return rows;
            }));
            inserted.await();

            // When
            var seen = store.read(connection -> {
                var before = StoreFixture.ids(connection);
                commit.countDown();
                awaitUnchecked(writing);
                return List.of(before, StoreFixture.ids(connection));
            });

            // Then
            assertThat(seen).containsExactly(List.of(), List.of());
            assertThat(StoreFixture.ids(store)).containsExactly("new");
        }
    }

    @Test
    void aReadCanNotWrite() {
        try (var store = StoreFixture.open(directory.resolve("test.db"))) {
            // When
            assertThatThrownBy(() -> store.read(connection -> StoreFixture.insert(connection, "x", 16)))

                    // Then
                    .isInstanceOf(ProblemException.class);
            assertThat(StoreFixture.ids(store)).isEmpty();
        }
    }

    @Test
    void commitsWaitForTheDisk() {
        try (var store = StoreFixture.open(directory.resolve("test.db"))) {
            // When
            var settings = store.write(connection -> {
                var values = new ArrayList<String>();
                for (var name : List.of("journal_mode", "synchronous", "foreign_keys")) {
                    try (var statement = connection.createStatement();
                            var rows = statement.executeQuery("pragma " + name)) {
                        values.add(rows.getString(1));
                    }
                }
                return values;
            });

            // Then
            assertThat(settings).containsExactly("wal", "2", "1");
        }
    }

    @Test
    void closingFinishesWhatWasAcceptedThenRefuses() throws Exception {
        // Given
        var file = directory.resolve("test.db");
        var accepted = new ArrayList<Future<Integer>>();
        var store = StoreFixture.open(file);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            accepted.add(callers.submit(() -> store.write(connection -> {
                running.countDown();
                awaitUnchecked(go);
                return StoreFixture.insert(connection, "first", 16);
            })));
            running.await();
            for (var i = 0; i < 50; i++) {
                var id = "id-%02d".formatted(i);
                accepted.add(callers.submit(() -> store.write(connection -> StoreFixture.insert(connection, id, 16))));
            }
            await().until(() -> store.load().queueSize() >= 50);

            // When
            var closing = callers.submit(store::close);
            go.countDown();
            closing.get();
        }

        // Then
        assertThat(accepted).allMatch(answer -> answer.state() == Future.State.SUCCESS);
        assertThat(store.status())
                .asInstanceOf(type(StoreStatus.Unwritable.class))
                .returns(StoreFault.CLOSED, StoreStatus.Unwritable::fault);
        assertThatThrownBy(() -> StoreFixture.insert(store, "late")).isInstanceOf(ProblemException.class);
        try (var reopened = StoreFixture.open(file)) {
            assertThat(StoreFixture.ids(reopened)).hasSize(51);
        }
    }

    private static void oneByOne(java.sql.Connection connection, List<String> ids) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(StoreFixture.EVENTS.migrations().getFirst());
        }
        for (var id : ids) {
            try {
                StoreFixture.insert(connection, id, 16);
            } catch (SQLException _) {
                // It is there already.
            }
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUnchecked(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
