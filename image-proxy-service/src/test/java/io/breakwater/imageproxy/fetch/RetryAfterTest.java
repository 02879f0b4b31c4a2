package io.breakwater.imageproxy.fetch;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    120                             , 120
                    ' 5 '                           , 5
                    0                               , 0
                    -5                              , 0
                    soon                            , 0
                    99999999999999999999            , 0
                    'Sun, 22 Nov 2026 10:00:30 GMT' , 30
                    'Sun, 22 Nov 2026 09:00:00 GMT' , 0
                    ''                              , 0
                                                    , 0
                    """)
    void secondsOrADate(String header, int seconds) {
        // When / Then
        assertThat(RetryAfter.of(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
