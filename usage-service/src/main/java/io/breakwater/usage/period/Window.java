package io.breakwater.usage.period;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.breakwater.resilience.problem.ProblemException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How long a period is. All are UTC's. */
public enum Window {
    HOUR("uuuu-MM-dd'T'HH", 13, ChronoUnit.HOURS),
    DAY("uuuu-MM-dd", 10, ChronoUnit.DAYS),
    MONTH("uuuu-MM", 7, ChronoUnit.MONTHS);

    private final DateTimeFormatter format;
    private final int length;
    private final ChronoUnit unit;

    Window(String pattern, int length, ChronoUnit unit) {
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        this.length = length;
        this.unit = unit;
    }

    /** @throws ProblemException {@code validation} for anything but {@code hour}, {@code day} and {@code month} */
    @JsonCreator
    public static Window parse(String slug) {
        return switch (slug) {
            case "hour" -> HOUR;
            case "day" -> DAY;
            case "month" -> MONTH;
            default -> throw ProblemException.invalid("window", "must be hour, day or month");
        };
    }

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    DateTimeFormatter format() {
        return format;
    }

    /** How many characters its periods are written with: no two windows have the same. */
    public int length() {
        return length;
    }

    LocalDateTime plus(LocalDateTime begin, long periods) {
        return begin.plus(periods, unit);
    }

    long between(LocalDateTime first, LocalDateTime last) {
        return unit.between(first, last);
    }
}
