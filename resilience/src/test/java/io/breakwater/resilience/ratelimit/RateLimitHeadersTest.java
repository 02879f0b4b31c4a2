package io.breakwater.resilience.ratelimit;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitHeadersTest {

    @Test
    void eachLimitIsAnItemOfBothLists() {
        // Given
        var burst = new Allowance("burst", 5, Duration.ofSeconds(1), 4, Duration.ofMillis(200));
        var daily = new Allowance("requests-day", 1_000, Duration.ofDays(1), 0, Duration.ofHours(3));

        // When
        var headers = RateLimitHeaders.of(List.of(burst, daily));

        // Then
        assertThat(headers)
                .containsEntry("RateLimit-Policy", "\"burst\";q=5;w=1, \"requests-day\";q=1000;w=86400")
                .containsEntry("RateLimit", "\"burst\";r=4;t=1, \"requests-day\";r=0;t=10800");
    }

    @Test
    void whereNoLimitAppliesThereIsNoHeader() {
        assertThat(RateLimitHeaders.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\"b", "a b", "A", "a\r\nSet-Cookie: x"})
    void aNameThatCouldBreakOutOfTheHeaderIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Allowance(name, 1, Duration.ofSeconds(1), 1, Duration.ZERO));
    }
}
