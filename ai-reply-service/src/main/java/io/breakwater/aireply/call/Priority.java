package io.breakwater.aireply.call;

import io.breakwater.resilience.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How soon the caller needs the answer; the most urgent first. */
public enum Priority {
    URGENT,
    HIGH,
    NORMAL,
    LOW;

    /** Normal where none is given. */
    public static Priority parse(@Nullable String name) {
        return switch (name == null ? "normal" : name.toLowerCase(Locale.ROOT)) {
            case "urgent" -> URGENT;
            case "high" -> HIGH;
            case "normal" -> NORMAL;
            case "low" -> LOW;
            default -> throw ProblemException.invalid("priority", "must be urgent, high, normal or low");
        };
    }

    /** As settings, metrics and answers name it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this goes first. */
    public boolean before(Priority other) {
        return compareTo(other) < 0;
    }

    /** One step more urgent; urgent stays what it is. */
    public Priority raised() {
        return values()[Math.max(0, ordinal() - 1)];
    }
}
