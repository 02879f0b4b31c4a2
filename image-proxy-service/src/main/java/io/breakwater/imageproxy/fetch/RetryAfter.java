package io.breakwater.imageproxy.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code Retry-After} says (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** How long from now; zero where it does not say, or says nothing that makes sense. */
    static Duration of(@Nullable String header, Instant now) {
        if (header == null) {
            return Duration.ZERO;
        }
        var said = header.strip();
        if (SECONDS.matcher(said).matches()) {
            return Duration.ofSeconds(Integer.parseInt(said));
        }
        try {
            var until = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(said, Instant::from));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException noDate) {
            return Duration.ZERO;
        }
    }
}
