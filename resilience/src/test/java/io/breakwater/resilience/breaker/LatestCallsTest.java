package io.breakwater.resilience.breaker;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LatestCallsTest {

    private final LatestCalls calls = new LatestCalls();

    @Test
    void withoutACallNothingIsKnown() {
        assertThat(calls.p95Ms()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19, 20, 21, 150, LatestCalls.KEPT})
    void ninetyFiveOfAHundredTookAtMostAsLong(int count) {
        // Given
        var millis = new Random(count).ints(count, 1, 60_000).toArray();
        // When
        IntStream.of(millis).forEach(each -> calls.add(TimeUnit.MILLISECONDS.toNanos(each)));
        // Then: the least of them that is above 95 of 100
        var naive = IntStream.of(millis)
                .filter(each -> 100L
                                * IntStream.of(millis)
                                        .filter(other -> other <= each)
                                        .count()
                        >= 95L * count)
                .min()
                .orElseThrow();
        assertThat(calls.p95Ms()).isEqualTo(naive);
    }

    @Test
    void whatWasSlowIsForgottenAfterAsManyCallsAsAreKept() {
        // Given
        IntStream.range(0, LatestCalls.KEPT).forEach(_ -> calls.add(TimeUnit.SECONDS.toNanos(9)));
        // When
        IntStream.range(0, LatestCalls.KEPT).forEach(_ -> calls.add(TimeUnit.MILLISECONDS.toNanos(2)));
        // Then
        assertThat(calls.p95Ms()).isEqualTo(2);
    }

    @Test
    void aCallCountsHoweverLongItTook() {
        // When
        calls.add(0);
        calls.add(TimeUnit.DAYS.toNanos(1));
        // Then
        assertThat(calls.p95Ms()).isEqualTo(Math.round(Integer.MAX_VALUE / 10.0) / 100.0);
    }

    @Test
    void aCallThatFailsIsACall() {
        // When
        assertThatThrownBy(() -> calls.time(() -> {
                    throw new IOException("away");
                }))
                .isInstanceOf(IOException.class);
        // Then
        assertThat(calls.p95Ms()).isNotNull();
    }
}
