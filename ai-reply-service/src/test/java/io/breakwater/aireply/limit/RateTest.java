package io.breakwater.aireply.limit;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateTest {

    private static final Rate RATE = new Rate(5, 5);

    @Test
    void aBucketGivesItsBurstAndThenOneEachInterval() {
        // Given
        var interval = RATE.intervalMicros();

        // When
        var takes = IntStream.rangeClosed(1, 6)
                .mapToObj(nth -> Take.of(RATE, nth * interval))
                .toList();

        // Then
        assertThat(takes).extracting(Take::granted).containsExactly(true, true, true, true, true, false);
        assertThat(takes).extracting(Take::remaining).containsExactly(4L, 3L, 2L, 1L, 0L, 0L);
        assertThat(takes.getLast().pause()).isEqualTo(Duration.ofMillis(200));
        assertThat(takes.getFirst().full()).isEqualTo(Duration.ofMillis(200));
        assertThat(takes.getLast().full()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRateGivesSomething() {
        // When
        var rate = new Rate(0.5, 1);

        // Then
        assertThat(rate.window()).isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> new Rate(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
