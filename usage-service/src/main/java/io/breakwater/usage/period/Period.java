package io.breakwater.usage.period;

import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * An hour, a day or a month in UTC, written {@code 2026-11-22T10}, {@code 2026-11-22} or {@code 2026-11}. This is how
 * counters are keyed too.
 */
public record Period(String value) {

    /** The hour that was asked for last, which is nearly always the one that is asked for next. */
    private static volatile @Nullable Hour latest;

    private record Hour(long number, String text) {}

    /** @throws ProblemException {@code validation} for any other form, or a day that no calendar has */
    public static Period parse(String text) {
        for (var window : Window.values()) {
            if (window.length() == text.length()) {
                return parse(text, window);
            }
        }
        throw malformed();
    }

    private static Period parse(String text, Window window) {
        try {
            window.format().parse(text);
            return new Period(text);
        } catch (DateTimeParseException notOne) {
            throw malformed();
        }
    }

    /** The period of this window that the moment lies in. */
    public static Period of(Window window, Instant moment) {
        var hour = hour(moment);
        // The text of a day or a month is how that of an hour begins.
        return new Period(hour.substring(0, hour.length() - Window.HOUR.length() + window.length()));
    }

    private static String hour(Instant moment) {
        var number = Math.floorDiv(moment.getEpochSecond(), Duration.ofHours(1).toSeconds());
        var known = latest;
        if (known == null || known.number() != number) {
            known = new Hour(number, Window.HOUR.format().format(moment.atOffset(ZoneOffset.UTC)));
            latest = known;
        }
        return known.text();
    }

    public static Period monthOf(Instant moment) {
        return of(Window.MONTH, moment);
    }

    /** How long it is. */
    public Window window() {
        return switch (value.length()) {
            case 7 -> Window.MONTH;
            case 10 -> Window.DAY;
            default -> Window.HOUR;
        };
    }

    /** When it begins. */
    public Instant start() {
        return begin().toInstant(ZoneOffset.UTC);
    }

    /** When the next one begins. */
    public Instant end() {
        return window().plus(begin(), 1).toInstant(ZoneOffset.UTC);
    }

    public Duration duration() {
        return Duration.between(start(), end());
    }

    /** The one so many later; earlier where negative. */
    public Period plus(long periods) {
        return of(window(), window().plus(begin(), periods).toInstant(ZoneOffset.UTC));
    }

    /** How many of its window lie between its start and the other's; negative where the other is earlier. */
    public long until(Period other) {
        return window().between(begin(), other.begin());
    }

    private LocalDateTime begin() {
        return switch (window()) {
            case MONTH -> YearMonth.parse(value).atDay(1).atStartOfDay();
            case DAY -> LocalDate.parse(value).atStartOfDay();
            case HOUR -> LocalDateTime.parse(value + ":00");
        };
    }

    @Override
    public String toString() {
        return value;
    }

    private static ProblemException malformed() {
        return ProblemException.invalid("period", "must be a month, day or hour: 2026-11, 2026-11-22 or 2026-11-22T10");
    }
}
