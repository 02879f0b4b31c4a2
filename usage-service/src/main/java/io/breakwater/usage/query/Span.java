package io.breakwater.usage.query;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.period.Period;
import io.breakwater.usage.period.Window;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The periods of one window from the first to the last, both included: at most {@value #MOST}. */
record Span(Period first, Period last) {

    /** 41 days of hours, or almost three years of days. */
    static final int MOST = 1_000;

    /** @throws ProblemException {@code validation} where the bounds are no periods of the window, crossed, or too far apart */
    static Span of(Window window, @Nullable String from, @Nullable String to, Instant now) {
        var last = to == null ? Period.of(window, now) : bound("to", to, window);
        var first = from == null ? last.plus(1 - usual(window)) : bound("from", from, window);
        var periods = first.until(last) + 1;
        if (periods < 1 || periods > MOST) {
            throw ProblemException.invalid("from", "must be at or before to, and at most " + MOST + " periods apart");
        }
        return new Span(first, last);
    }

    List<Period> periods() {
        return LongStream.rangeClosed(0, first.until(last))
                .mapToObj(first::plus)
                .toList();
    }

    private static Period bound(String name, String given, Window window) {
        var period = Period.parse(given);
        if (period.window() != window) {
            throw ProblemException.invalid(name, "must be written as a " + window.slug() + " where window is one");
        }
        return period;
    }

    private static int usual(Window window) {
        return switch (window) {
            case HOUR -> 24;
            case DAY -> 31;
            case MONTH -> 12;
        };
    }
}
