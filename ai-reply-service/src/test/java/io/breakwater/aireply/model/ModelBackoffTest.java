package io.breakwater.aireply.model;

import io.breakwater.resilience.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelBackoffTest {

    private final RandomGenerator lowest = () -> 0;
    private final RandomGenerator highest = () -> -1;

    @Test
    void waitsAreAnythingUpToOneTwoFourSecondsAndSoOnUpToThirty() {
        // Given
        var quick = new ModelBackoff(lowest);
        var slow = new ModelBackoff(highest);
        quick.init(1_000);
        slow.init(1_000);

        // When
        var shortest = waits(quick);
        var longest = waits(slow);

        // Then
        assertThat(shortest).containsOnly(0L);
        assertThat(longest).isEqualTo(List.of(999L, 1_999L, 3_999L, 7_999L, 15_999L, 29_999L));
    }

    private static List<Long> waits(ModelBackoff backoff) {
        return Stream.generate(() -> backoff.nextDelayInMillis(new IllegalStateException()))
                .limit(6)
                .toList();
    }

    @Test
    void theModelsOwnWaitCounts() {
        // Given
        var backoff = new ModelBackoff(lowest);

        // When
        var wait = backoff.nextDelayInMillis(ModelFailure.away(ProblemCode.UPSTREAM_ERROR, Duration.ofSeconds(7)));

        // Then
        assertThat(wait).isEqualTo(7_000);
    }
}
