package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.fetch.Validators;
import io.breakwater.imageproxy.image.StandIns;
import io.breakwater.imageproxy.tier.TierName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoredImageTest {

    private static final Instant STORED = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration OURS = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    fresh, said, allowed, age, served
                    100  , -   , true   , 159, true
                    100  , -   , true   , 160, false
                    10   , -   , true   , 19 , true
                    10   , -   , true   , 20 , false
                    0    , -   , true   , 0  , false
                    0    , 5   , true   , 4  , true
                    100  , 300 , true   , 399, true
                    100  , 0   , true   , 100, false
                    100  , 300 , false  , 101, false
                    """, useHeadersInDisplayName = true)
    void theOriginSaysHowLongItIsServedWhileRevalidatedOrElseWeDo(
            long fresh, @Nullable Long said, boolean allowed, long age, boolean served) {
        // Given
        var image = image(new Freshness(true, Duration.ofSeconds(fresh), allowed, duration(said), null));

        // When
        var answer = image.servedWhileRevalidated(STORED.plusSeconds(age), OURS);

        // Then
        assertThat(answer).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    fresh, said, allowed, age, usable
                    100  , -   , true   , 159, true
                    100  , -   , true   , 160, false
                    100  , 10  , true   , 109, true
                    100  , 10  , true   , 110, false
                    100  , 0   , true   , 100, false
                    100  , 0   , true   , 99 , true
                    100  , -   , false  , 99 , true
                    100  , -   , false  , 100, false
                    """, useHeadersInDisplayName = true)
    void theOriginSaysHowLongItStandsInOrElseWeDo(
            long fresh, @Nullable Long said, boolean allowed, long age, boolean usable) {
        // Given
        var image = image(new Freshness(true, Duration.ofSeconds(fresh), allowed, null, duration(said)));

        // When
        var answer = image.usable(STORED.plusSeconds(age), OURS);

        // Then
        assertThat(answer).isEqualTo(usable);
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static StoredImage image(Freshness freshness) {
        return new StoredImage(
                new StoredBody.InMemory(StandIns.PIXEL),
                freshness,
                TierName.PRIMARY,
                null,
                STORED,
                new Validators("place", null, null));
    }
}
