package io.breakwater.health.alert.rule;

import io.breakwater.health.Snapshots;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private final Traffic traffic = new Traffic(Duration.ofMinutes(3));

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void oneSnapshotSaysNothingBecauseItCountsSinceTheStart() {
        // When

        traffic.seen(Snapshots.of("usage-service").requests(100, 50, 10).get(), START);
        // Then
        assertThat(traffic.latest()).isEmpty();
    }

    @Test
    void ratesAreOfTheWindowAndNotOfAllTime() {
        // Given: a bad past, and a good present that is longer than the window
        traffic.seen(Snapshots.of("usage-service").requests(0, 0, 10).get(), START);
        for (var minute = 1; minute <= 5; minute++) {
            traffic.seen(
                    Snapshots.of("usage-service")
                            .requests(1_000L * minute, 500, 10)
                            .get(),
                    after(60 * minute));
        }
        // When
        traffic.seen(Snapshots.of("usage-service").requests(6_000, 500, 10).get(), after(360));
        // Then
        assertThat(traffic.latest()).hasValueSatisfying(rate -> {
            assertThat(rate.requests()).isBetween(3_000L, 4_000L);
            assertThat(rate.errorPercent()).isZero();
            assertThat(rate.p95Ms()).isLessThanOrEqualTo(10);
        });
    }

    @Test
    void anInstanceThatStartedAgainIsNotComparedWithItsPast() {
        // Given
        traffic.seen(Snapshots.of("usage-service").requests(1_000, 0, 10).get(), START);
        // When

        traffic.seen(Snapshots.of("usage-service").requests(10, 10, 10).get(), after(30));
        // Then
        assertThat(traffic.latest()).isEmpty();
    }

    @Test
    void aSnapshotThatComesTooSoonAfterTheLastHasNoVote() {
        // Given
        traffic.seen(Snapshots.of("usage-service").requests(0, 0, 10).get(), START);
        // When
        traffic.seen(Snapshots.of("usage-service").requests(100, 100, 10).get(), after(1));
        // Then
        assertThat(traffic.latest()).isEmpty();
    }
}
