package io.breakwater.health.history;

import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How far back to look: a whole number of minutes, hours or days, 1 minute to 366 days. */
record Window(Duration length) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
    private static final Duration LONGEST = Duration.ofDays(366);

    Window {
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("window", "must be 1m to 366d");
        }
    }

    /** An hour where nothing is asked for. */
    static Window parse(@Nullable String text) {
        if (text == null) {
            return new Window(Duration.ofHours(1));
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw ProblemException.invalid(
                    "window", "must be a number of minutes, hours or days, such as 15m, 1h or 7d");
        }
        var count = Long.parseLong(form.group(1));
        return new Window(
                switch (form.group(2).charAt(0)) {
                    case 'm' -> Duration.ofMinutes(count);
                    case 'h' -> Duration.ofHours(count);
                    case 'd' -> Duration.ofDays(count);
                    default -> throw new IllegalStateException("the form allows no other unit");
                });
    }
}
