package io.breakwater.usage.period;

import io.breakwater.resilience.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/**
 * An hour, a day or a month in UTC, written {@code 2026-11-22T10}, {@code 2026-11-22} or {@code 2026-11}. This is how
 * counters are keyed too.
 */
public record Period(String value) {

    private static final DateTimeFormatter MONTH = format("uuuu-MM");
    private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
    private static final DateTimeFormatter HOUR = format("uuuu-MM-dd'T'HH");

    /** @throws ProblemException {@code validation} for any other form, or a day that no calendar has */
    public static Period parse(String text) {
        var format =
                switch (text.length()) {
                    case 7 -> MONTH;
                    case 10 -> DAY;
                    case 13 -> HOUR;
                    default -> throw malformed();
                };
        try {
            format.parse(text);
            return new Period(text);
        } catch (DateTimeParseException notOne) {
            throw malformed();
        }
    }

    public static Period monthOf(Instant moment) {
        return of(MONTH, moment);
    }

    /** The month, the day and the hour that this moment lies in: all that an event counts for. */
    public static List<Period> allOf(Instant moment) {
        return List.of(of(MONTH, moment), of(DAY, moment), of(HOUR, moment));
    }

    /** When it begins. */
    public Instant start() {
        return begin().toInstant(ZoneOffset.UTC);
    }

    /** When the next one begins. */
    public Instant end() {
        var begin = begin();
        var end =
                switch (value.length()) {
                    case 7 -> begin.plusMonths(1);
                    case 10 -> begin.plusDays(1);
                    default -> begin.plusHours(1);
                };
        return end.toInstant(ZoneOffset.UTC);
    }

    private LocalDateTime begin() {
        return switch (value.length()) {
            case 7 -> YearMonth.parse(value).atDay(1).atStartOfDay();
            case 10 -> LocalDate.parse(value).atStartOfDay();
            default -> LocalDateTime.parse(value + ":00");
        };
    }

    @Override
    public String toString() {
        return value;
    }

    private static Period of(DateTimeFormatter format, Instant moment) {
        return new Period(format.format(moment.atOffset(ZoneOffset.UTC)));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static ProblemException malformed() {
        return ProblemException.invalid("period", "must be a month, day or hour: 2026-11, 2026-11-22 or 2026-11-22T10");
    }
}
