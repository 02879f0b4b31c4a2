package io.breakwater.aireply.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header that says when to come back (RFC 9110): in seconds, or as a date. */
final class RetryAfter {

    private RetryAfter() {}

    /** How long to wait, never negative; empty where the header makes no sense. */
    static Optional<Duration> parse(String header, Instant now) {
        var text = header.strip();
        try {
            if (text.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
