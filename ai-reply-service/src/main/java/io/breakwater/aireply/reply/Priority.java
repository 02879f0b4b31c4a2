package io.breakwater.aireply.reply;

import io.breakwater.resilience.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How soon the caller needs the reply. */
public enum Priority {
    URGENT,
    HIGH,
    NORMAL,
    LOW;

    /** Normal where none is given. */
    static Priority parse(@Nullable String name) {
        return switch (name == null ? "normal" : name.toLowerCase(Locale.ROOT)) {
            case "urgent" -> URGENT;
            case "high" -> HIGH;
            case "normal" -> NORMAL;
            case "low" -> LOW;
            default -> throw ProblemException.invalid("priority", "must be urgent, high, normal or low");
        };
    }
}
