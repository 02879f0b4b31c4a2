package io.breakwater.imageproxy.fetch;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    -                              , -   , true , 3600 , true
                    public                         , -   , true , 3600 , true
                    max-age=60                     , -   , true , 60   , true
                    'MAX-AGE = 60'                 , -   , true , 60   , true
                    'max-age=60, s-maxage=10'      , -   , true , 10   , true
                    max-age=60                     , 50  , true , 10   , true
                    max-age=60                     , 90  , true , 0    , true
                    max-age=60                     , x   , true , 60   , true
                    max-age=31536000               , -   , true , 86400, true
                    max-age=999999999999999999     , -   , true , 86400, true
                    no-cache                       , -   , true , 0    , true
                    no-store                       , -   , false, 3600 , true
                    'private, max-age=60'          , -   , false, 60   , true
                    'max-age=60, must-revalidate'  , -   , true , 60   , false
                    """)
    void cacheControlIsHeardWithinOurBounds(
            String cacheControl, String age, boolean storable, long seconds, boolean staleAllowed) {
        // When
        var freshness = Freshness.of(cacheControl, age, null, null, NOW);

        // Then
        assertThat(freshness).isEqualTo(new Freshness(storable, Duration.ofSeconds(seconds), staleAllowed, null, null));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    -         , 'Thu, 01 Jan 2026 00:01:00 GMT', -                              , 60
                    -         , 'Thu, 01 Jan 2026 00:01:00 GMT', 'Thu, 01 Jan 2026 00:00:50 GMT', 10
                    -         , 'Wed, 31 Dec 2025 00:00:00 GMT', -                              , 0
                    -         , 0                              , -                              , 0
                    -         , 'Sat, 01 Jan 2028 00:00:00 GMT', nonsense                       , 86400
                    max-age=5 , 0                              , -                              , 5
                    """)
    void expiresIsHeardWhereThereIsNoMaxAge(String cacheControl, String expires, String date, long seconds) {
        // When
        var freshness = Freshness.of(cacheControl, null, expires, date, NOW);

        // Then
        assertThat(freshness.freshFor()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theOriginSaysHowLongItMayBeServedPastItsLife() {
        // When
        var freshness = Freshness.of(
                "max-age=60, stale-while-revalidate=30, stale-if-error=\"86400\"", null, null, null, Instant.EPOCH);

        // Then
        assertThat(freshness)
                .isEqualTo(new Freshness(
                        true, Duration.ofSeconds(60), true, Duration.ofSeconds(30), Duration.ofSeconds(86_400)));
    }
}
