package io.breakwater.resilience.dependency;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much of a service is left; each level is worse than the one before. */
public enum DegradationLevel {
    /** All is as it should be. */
    NONE,
    /** A fallback is serving. */
    REDUCED,
    /** Only local answers. */
    MINIMAL,
    /** The service cannot serve. */
    UNAVAILABLE;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public DegradationLevel worse(DegradationLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
