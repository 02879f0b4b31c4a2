package io.breakwater.aireply.model;

import io.breakwater.resilience.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelBackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final RandomGenerator never = () -> 0;

    @Test
    void waitsDoubleUpToThirtySeconds() {
        // Given
        var backoff = new ModelBackoff(never);
        backoff.init(1_000);

        // When
        var waits = Stream.generate(() -> backoff.nextDelayInMillis(new IllegalStateException()))
                .limit(6)
                .toList();

        // Then
        assertThat(waits).isEqualTo(List.of(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L));
    }

    @Test
    void theModelsOwnWaitCounts() {
        // Given
        var backoff = new ModelBackoff(never);

        // When
        var wait = backoff.nextDelayInMillis(ModelFailure.away(ProblemCode.UPSTREAM_ERROR, Duration.ofSeconds(7)));

        // Then
        assertThat(wait).isEqualTo(7_000);
    }

    @Test
    void aRetryAfterIsSecondsOrADate() {
        // When
        var seconds = RetryAfter.parse("12", NOW);
        var date = RetryAfter.parse("Sun, 22 Nov 2026 12:00:30 GMT", NOW);
        var past = RetryAfter.parse("Sun, 22 Nov 2026 11:00:00 GMT", NOW);
        var nonsense = RetryAfter.parse("soon", NOW);

        // Then
        assertThat(seconds).contains(Duration.ofSeconds(12));
        assertThat(date).contains(Duration.ofSeconds(30));
        assertThat(past).contains(Duration.ZERO);
        assertThat(nonsense).isEqualTo(Optional.empty());
    }
}
