package io.breakwater.resilience.store;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatheringTest {

    /** The clock of such times may begin anywhere, and run over. */
    private static final long START = Long.MAX_VALUE - Duration.ofMillis(3).toNanos();

    private final Gathering gathering = new Gathering(START);

    @Test
    void theFirstCallerWaitsForNobody() {
        // When
        var over = gathering.over(1, START);

        // Then
        assertThat(over).isTrue();
    }

    @Test
    void oneCallerAfterAnotherIsNeverDelayed() {
        // When
        gathering.ended(1, 0, START, at(50));

        // Then
        assertThat(gathering.over(1, at(50))).isTrue();
    }

    @Test
    void afterABatchOfSeveralItWaitsForAsManyAgain() {
        // When
        gathering.ended(10, 3, START, at(6));

        // Then
        assertThat(gathering.over(12, at(6))).isFalse();
        assertThat(gathering.over(13, at(6))).isTrue();
    }

    @Test
    void itWaitsForHalfOfWhatTheLastBatchTook() {
        // When
        gathering.ended(10, 0, START, at(6));

        // Then
        assertThat(gathering.over(1, at(8))).isFalse();
        assertThat(gathering.over(1, at(9))).isTrue();
    }

    @Test
    void itNeverWaitsLongerThanItsBound() {
        // When
        gathering.ended(10, 0, START, at(1_000));

        // Then
        assertThat(gathering.left(at(1_000))).isEqualTo(Gathering.MOST.toNanos());
    }

    private static long at(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
