package io.breakwater.aireply.model;

import io.breakwater.aireply.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTest {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    private final RetryBudget budget = new RetryBudget(
            Settings.of(ModelSettings.class, Map.of("retry-floor", "3")), () -> now, new SimpleMeterRegistry());

    @Test
    void retriesAreAtMostATenthOfTheCalls() {
        // Given
        calls(200);

        // When
        var allowed = retries(100);

        // Then
        assertThat(allowed).isEqualTo(20);
    }

    @Test
    void whereHardlyAnythingIsAskedAFewAreAllowed() {
        // Given
        calls(1);

        // When
        var allowed = retries(10);

        // Then
        assertThat(allowed).isEqualTo(3);
    }

    @Test
    void whatWasLongAgoCountsNoMore() {
        // Given
        calls(1_000);
        retries(50);
        now = now.plus(Duration.ofSeconds(66));
        calls(50);

        // When
        var allowed = retries(100);

        // Then
        assertThat(allowed).isEqualTo(5);
    }

    private void calls(int howMany) {
        IntStream.range(0, howMany).forEach(_ -> budget.called());
    }

    private long retries(int howMany) {
        return IntStream.range(0, howMany).filter(_ -> budget.retry()).count();
    }
}
