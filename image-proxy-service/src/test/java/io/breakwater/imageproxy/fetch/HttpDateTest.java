package io.breakwater.imageproxy.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Held against the JDK's own reading and writing of dates. */
class HttpDateTest {

    private static final DateTimeFormatter NAIVE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    @Test
    void anyMomentIsWrittenAndReadAsTheJdkWouldDoIt() {
        // Given
        var random = new Random(1);
        var from = Instant.parse("0900-01-01T00:00:00Z").getEpochSecond();
        var to = Instant.parse("+10100-01-01T00:00:00Z").getEpochSecond();

        for (int i = 0; i < 20_000; i++) {
            var moment = Instant.ofEpochSecond(random.nextLong(from, to), random.nextInt(1_000_000_000));

            // When
            var text = HttpDate.format(moment);

            // Then
            assertThat(text).isEqualTo(NAIVE.format(moment));
            assertThat(HttpDate.parse(text)).as(text).isEqualTo(naive(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                " Sun, 06 Nov 1994 08:49:37 GMT ",
                "sun, 06 nov 1994 08:49:37 gmt",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 +0100",
                "Sun, 06 Nov 1994 08:49 GMT",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 29 Feb 2023 08:49:37 GMT",
                "Thu, 29 Feb 2024 23:59:60 GMT",
                "Sun, 06 Nov 1994 24:49:37 GMT",
                "Sun, 06 anF 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 0094 08:49:37 GMT",
                "Sun, 06 Nov -994 08:49:37 GMT",
                "Sun; 06 Nov 1994 08:49:37 GMT",
                "Sun, 0६ Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "",
                "0",
                "-1",
                "yesterday"
            })
    void everyOtherTextMeansWhatItMeansToTheJdk(String text) {
        // When
        var date = HttpDate.parse(text);

        // Then
        assertThat(date).isEqualTo(naive(text));
    }

    private static Optional<Instant> naive(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
