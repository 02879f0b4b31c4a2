package io.breakwater.resilience.ratelimit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What others say in {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
public final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** How long from now, never negative and without bound; empty where there is none, or none that makes sense. */
    public static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        var said = header.strip();
        if (SECONDS.matcher(said).matches()) {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(said)));
        }
        try {
            var until = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(said, Instant::from));
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
