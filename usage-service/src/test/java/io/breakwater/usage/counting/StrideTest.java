package io.breakwater.usage.counting;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StrideTest {

    private final Stride stride = new Stride();

    @Test
    void aQuickDatabaseGetsMoreAtOnceUpToABound() {
        // When
        for (int n = 0; n < 10; n++) {
            stride.took(Duration.ofMillis(20));
        }

        // Then
        assertThat(stride.size()).isEqualTo(Stride.MOST);
    }

    @Test
    void aSlowOneGetsLessDownToABound() {
        // When
        for (int n = 0; n < 10; n++) {
            stride.took(Duration.ofMillis(250));
        }

        // Then
        assertThat(stride.size()).isEqualTo(Stride.LEAST);
    }

    @Test
    void whatTakesItsTimeButNotTooLongStaysAsItIs() {
        // When
        stride.took(Duration.ofMillis(170));

        // Then
        assertThat(stride.size()).isEqualTo(Stride.FIRST);
    }

    @Test
    void whereThereIsALittleRoomItGrowsALittle() {
        // When
        stride.took(Duration.ofMillis(120));

        // Then
        assertThat(stride.size()).isBetween(Stride.FIRST + 1, Stride.FIRST * 3 / 2);
    }

    @Test
    void afterAFailureItTakesAQuarterAndNeverNothing() {
        // When
        stride.failed();

        // Then
        assertThat(stride.size()).isEqualTo(Stride.FIRST / 4);
        stride.failed();
        assertThat(stride.size()).isEqualTo(Stride.LEAST);
    }
}
