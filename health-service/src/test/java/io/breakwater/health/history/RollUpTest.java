package io.breakwater.health.history;

import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.store.LocalStoreSettings;
import io.breakwater.resilience.store.SqlWork;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

/** What both stores do alike. */
class RollUpTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    abstract static class Contract {

        abstract <T> T run(SqlWork<T> work) throws Exception;

        private void add(List<HistoryEntry> entries) throws Exception {
            run(connection -> HistoryTables.add(connection, entries));
        }

        private int rollUp(Instant now) throws Exception {
            var bites = 0;
            for (var more = true; more; bites++) {
                more = bite(now);
            }
            return bites;
        }

        private boolean bite(Instant now) throws Exception {
            var bite = run(connection -> RollUp.next(connection, now));
            if (bite.isEmpty()) {
                return false;
            }
            for (var group : bite.get().groups()) {
                run(connection -> RollUp.sum(connection, bite.get(), group));
            }
            return run(connection -> RollUp.end(connection, bite.get()));
        }

        private ComponentHistory read(Instant from, Instant to, Duration checksKept) throws Exception {
            return run(connection -> HistoryQuery.run(connection, "redis", from, to, checksKept));
        }

        private static List<HistoryEntry> each30s(Instant from, int count, int downOf100, long seed) {
            var random = new Random(seed);
            var entries = new ArrayList<HistoryEntry>();
            for (var i = 0; i < count; i++) {
                var down = random.nextInt(100) < downOf100;
                entries.add(new HistoryEntry(
                        from.plusSeconds(30L * i).toEpochMilli(),
                        "redis",
                        down ? "unhealthy" : "healthy",
                        2.0,
                        null,
                        false));
            }
            return entries;
        }

        /** The checks alone are the naive way, and right. */
        @Test
        void sumsSayTheSameAsTheChecksThatTheyAreMadeOf() throws Exception {
            // Given
            add(each30s(START, 2 * 2_880, 7, 42));
            var to = START.plus(Duration.ofDays(2));
            var naive = read(START, to, Duration.ofDays(30));
            // When
            rollUp(to.plusSeconds(20));
            // Then
            var summed = read(START, to, Duration.ofHours(1));
            assertThat(summed.uptimePercent()).isEqualTo(naive.uptimePercent());
            assertThat(summed.from()).isEqualTo(naive.from());
            assertThat(summed.points()).hasSameSizeAs(naive.points());
            assertThat(summed.points().getFirst().latencyMs()).isEqualTo(2.0);
        }

        @Test
        void whatIsDoneTwiceOrAfterwardsCountsOnce() throws Exception {
            // Given
            var all = each30s(START, 2_880, 10, 7);
            add(all);
            var now = START.plus(DAY).plusSeconds(20);
            rollUp(now);
            var once = read(START, START.plus(DAY), Duration.ofHours(1));
            // When: as after an outage, some of it comes again
            add(all.subList(100, 500));
            run(connection -> {
                RollUp.setBack(connection, all.get(100).at());
                return true;
            });
            rollUp(now);
            // Then
            assertThat(read(START, START.plus(DAY), Duration.ofHours(1))).isEqualTo(once);
        }

        @Test
        void whatComesLateIsSummedUpToo() throws Exception {
            // Given: the middle is missing
            var all = each30s(START, 2_880, 10, 7);
            add(all.subList(0, 1_000));
            add(all.subList(2_000, 2_880));
            var now = START.plus(DAY).plusSeconds(20);
            rollUp(now);
            // When
            add(all.subList(1_000, 2_000));
            run(connection -> {
                RollUp.setBack(connection, all.get(1_000).at());
                return true;
            });
            rollUp(now);
            // Then
            assertThat(read(START, START.plus(DAY), Duration.ofHours(1)).uptimePercent())
                    .isEqualTo(read(START, START.plus(DAY), DAY).uptimePercent());
        }

        @Test
        void aDayIsDoneInBoundedBites() throws Exception {
            // Given
            add(each30s(START, 2_880, 0, 1));
            // When
            var bites = rollUp(START.plus(DAY).plusSeconds(20));
            // Then
            assertThat(bites).isEqualTo(24);
        }

        @Test
        void manyComponentsAreDoneInSmallTransactions() throws Exception {
            // Given
            add(IntStream.range(0, 2_000)
                    .mapToObj(n ->
                            new HistoryEntry(START.toEpochMilli() + n, "endpoint-" + n, "healthy", 2.0, null, false))
                    .toList());
            var now = START.plusSeconds(80);
            var groups = run(connection -> RollUp.next(connection, now))
                    .orElseThrow()
                    .groups();
            // When
            rollUp(now);
            // Then
            assertThat(groups).hasSizeGreaterThan(2).allSatisfy(group -> assertThat(group)
                    .hasSizeLessThan(1_000));
            var sums = run(connection -> Sum.some(connection, 10_000));
            assertThat(sums).as("a minute and an hour of each").hasSize(4_000);
        }

        @Test
        void timeInWhichNobodyLookedIsInNoSum() throws Exception {
            // Given: an hour up, ten hours off, an hour down
            add(each30s(START, 120, 0, 1));
            add(each30s(START.plus(Duration.ofHours(11)), 120, 100, 1));
            var to = START.plus(Duration.ofHours(12));
            // When
            rollUp(to.plusSeconds(20));
            // Then
            assertThat(read(START, to, Duration.ofMinutes(1)).uptimePercent()).isCloseTo(50.0, offset(1.0));
        }

        @Test
        void uptimesOfFourWindowsComeFromSums() throws Exception {
            // Given: a bad day, a good hour
            add(each30s(START, 2_760, 100, 1));
            add(each30s(START.plus(Duration.ofHours(23)), 120, 0, 1));
            var now = START.plus(DAY).plusSeconds(20);
            rollUp(now);
            // When
            var uptime = run(connection -> Uptime.of(connection, now, Uptime.components(connection, now)))
                    .get("redis");
            // Then
            assertThat(uptime.hour()).isEqualTo(100.0);
            assertThat(uptime.day()).isCloseTo(100.0 / 24, offset(0.1));
            assertThat(uptime.week()).isCloseTo(100.0 / 24, offset(0.1));
            assertThat(uptime.month()).isEqualTo(uptime.week());
        }
    }

    @Nested
    class OnDisk extends Contract {

        @TempDir
        Path directory;

        private LocalStore store;

        @BeforeEach
        void open() {
            store = LocalStore.open(
                    LocalStoreSettings.of(directory.resolve("test.db")), List.of(HistoryTables.schema()));
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        <T> T run(SqlWork<T> work) {
            return store.write(work);
        }
    }

    @Nested
    class InPostgres extends Contract {

        private static EmbeddedPostgresServer postgres;

        @BeforeAll
        static void start() {
            postgres = EmbeddedPostgresServer.started();
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .load()
                    .migrate();
        }

        @AfterAll
        static void stop() {
            postgres.close();
        }

        @BeforeEach
        void empty() throws SQLException {
            try (var connection = postgres.connect();
                    var statement = connection.createStatement()) {
                statement.execute("truncate health_history, health_history_sum, health_history_mark");
            }
        }

        @Override
        <T> T run(SqlWork<T> work) throws Exception {
            try (Connection connection = postgres.connect()) {
                connection.setAutoCommit(false);
                var result = work.run(connection);
                connection.commit();
                return result;
            }
        }
    }
}
