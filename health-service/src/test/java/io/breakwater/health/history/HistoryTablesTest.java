package io.breakwater.health.history;

import io.breakwater.health.history.ComponentHistory.Trend;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.store.LocalStoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTablesTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path directory;

    private LocalStore store;

    @BeforeEach
    void open() {
        store = LocalStore.open(LocalStoreSettings.of(directory.resolve("test.db")), List.of(HistoryTables.schema()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void add(List<HistoryEntry> entries) {
        store.write(connection -> HistoryTables.add(connection, entries));
    }

    private ComponentHistory read(Instant from, Instant to) {
        return store.read(connection -> HistoryQuery.run(connection, "redis", from, to, Duration.ofDays(1)));
    }

    private int count() {
        return store.read(
                connection -> HistoryTables.oldest(connection, 1_000_000).size());
    }

    private static HistoryEntry entry(Duration after, String status, boolean changed) {
        return new HistoryEntry(START.plus(after).toEpochMilli(), "redis", status, 2.0, "why", changed);
    }

    private static List<HistoryEntry> each30s(int count, java.util.function.IntFunction<String> status) {
        var entries = new ArrayList<HistoryEntry>();
        for (var i = 0; i < count; i++) {
            var changed = i == 0 || !status.apply(i).equals(status.apply(i - 1));
            entries.add(entry(Duration.ofSeconds(30L * i), status.apply(i), changed));
        }
        return entries;
    }

    @Test
    void uptimeIsThePartOfTheTimeThatWasNotUnhealthy() {
        // Given: 15 of 60 minutes down, in the middle of the second half
        add(each30s(120, i -> i >= 75 && i < 105 ? "unhealthy" : "healthy"));
        // When
        var history = read(START, START.plus(Duration.ofHours(1)));
        // Then
        assertThat(history.uptimePercent()).isEqualTo(75.0);
        assertThat(history.trend()).isEqualTo(Trend.WORSENING);
        assertThat(history.changes())
                .extracting(ComponentHistory.Change::status)
                .containsExactly("healthy", "unhealthy", "healthy");
        assertThat(history.points()).hasSize(60).first().satisfies(point -> assertThat(point.latencyMs())
                .isEqualTo(2.0));
    }

    @Test
    void timeInWhichNobodyLookedCountsAsNeitherUpNorDown() {
        // Given: two checks, eight hours apart
        add(List.of(entry(Duration.ZERO, "unhealthy", true), entry(Duration.ofHours(8), "healthy", true)));
        // When
        var history = read(START, START.plus(Duration.ofHours(9)));
        // Then
        assertThat(history.uptimePercent()).isEqualTo(50.0);
    }

    @Test
    void timeInWhichItWasUnknownCountsAsNeitherUpNorDown() {
        // Given: a quarter up, a quarter down, the rest not known
        add(each30s(120, i -> i < 30 ? "healthy" : i < 60 ? "unhealthy" : "unknown"));
        // When
        var history = read(START, START.plus(Duration.ofHours(1)));
        // Then
        assertThat(history.uptimePercent()).isEqualTo(50.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "not-configured"})
    void whatWasNeverKnownOrNeverThereHasNoUptime(String status) {
        // Given
        add(each30s(120, _ -> status));
        // When
        var history = read(START, START.plus(Duration.ofHours(1)));
        // Then
        assertThat(history.uptimePercent()).isNull();
        assertThat(history.trend()).isEqualTo(Trend.STABLE);
        assertThat(history.points()).isNotEmpty();
    }

    @Test
    void whatWasLastSeenBeforeTheWindowHoldsOnIntoIt() {
        // Given
        add(List.of(entry(Duration.ofSeconds(-30), "unhealthy", true)));
        // When
        var history = read(START, START.plus(Duration.ofSeconds(30)));
        // Then
        assertThat(history.uptimePercent()).isEqualTo(0.0);
        assertThat(history.changes()).isEmpty();
    }

    @Test
    void anEmptyHistorySaysThatItKnowsNothing() {
        // When
        var history = read(START, START.plus(Duration.ofHours(1)));
        // Then
        assertThat(history.uptimePercent()).isNull();
        assertThat(history.from()).isNull();
        assertThat(history.points()).isEmpty();
    }

    @Test
    void whatIsOlderThanItsTimeIsForgottenABoundedBiteAtATime() {
        // Given
        add(each30s(100, _ -> "healthy"));
        // When
        var forgotten =
                store.write(connection -> HistoryTables.forgetAll(connection, START.plus(Duration.ofMinutes(25)), 30));
        // Then
        assertThat(forgotten).isEqualTo(30);
        assertThat(count()).isEqualTo(70);
    }

    @Test
    void aDayOfOneComponentIsReadAtOnce() {
        // Given
        add(each30s(2_880, i -> i % 100 == 0 ? "unhealthy" : "healthy"));
        // When
        var started = System.nanoTime();
        var history = read(START, START.plus(Duration.ofHours(24)));
        var took = Duration.ofNanos(System.nanoTime() - started);
        // Then: generous, for a machine that does much else
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(history.uptimePercent()).isCloseTo(99.0, org.assertj.core.data.Offset.offset(0.1));
    }
}
