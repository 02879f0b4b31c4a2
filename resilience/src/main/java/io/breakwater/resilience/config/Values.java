package io.breakwater.resilience.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads single values; empty where one makes no sense or is out of range. */
final class Values {

    static final Duration LONGEST_CACHE_TIMEOUT = Duration.ofDays(7);
    static final int MOST_RETRIES = 10;
    static final int MOST_DOLLARS = 900_000;

    private Values() {}

    static Optional<String> yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of("true");
            case "false", "no", "off", "0" -> Optional.of("false");
            case String _ -> Optional.empty();
        };
    }

    static Optional<String> millis(String text) {
        return number(text, LONGEST_CACHE_TIMEOUT.toMillis())
                .map(Duration::ofMillis)
                .map(Duration::toString);
    }

    static Optional<String> retries(String text) {
        return number(text, MOST_RETRIES).map(String::valueOf);
    }

    /** 0 to 900,000, with at most ten digits after the point. */
    static Optional<String> dollars(String text) {
        return Optional.of(text)
                .filter(dollars -> dollars.matches("[0-9]{1,6}(\\.[0-9]{1,10})?"))
                .filter(dollars -> Double.parseDouble(dollars) <= MOST_DOLLARS);
    }

    private static Optional<Long> number(String text, long most) {
        return text.matches("[0-9]{1,12}")
                ? Optional.of(Long.valueOf(text)).filter(number -> number <= most)
                : Optional.empty();
    }
}
