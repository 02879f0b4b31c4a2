package io.breakwater.resilience.ratelimit;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    120                             , 120
                    ' 5 '                           , 5
                    0                               , 0
                    'Sun, 22 Nov 2026 10:00:30 GMT' , 30
                    'Sun, 22 Nov 2026 09:00:00 GMT' , 0
                    """)
    void secondsOrADate(String header, int seconds) {
        // When / Then
        assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"-5", "soon", "99999999999999999999", "Sun, 31 Nov 2026 10:00:30 GMT"})
    void whatMakesNoSenseSaysNothing(String header) {
        // When / Then
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
