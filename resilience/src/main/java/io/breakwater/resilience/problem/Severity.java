package io.breakwater.resilience.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a problem should worry the people who run the suite; the caller's own mistakes are {@link #LOW}. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
