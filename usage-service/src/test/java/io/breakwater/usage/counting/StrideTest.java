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
        stride.took(Duration.ofMillis(110));

        // Then
        assertThat(stride.size()).isEqualTo(Stride.FIRST);
    }

    @Test
    void afterAFailureItBeginsWithLittleAgain() {
        // Given
        stride.took(Duration.ofMillis(1));

        // When
        stride.failed();

        // Then
        assertThat(stride.size()).isEqualTo(Stride.LEAST);
    }
}
