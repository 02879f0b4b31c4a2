package io.breakwater.health.component;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a component is. */
public enum ComponentStatus {
    /** The user did not configure it; it never counts against anything. */
    NOT_CONFIGURED,
    HEALTHY,
    /** It works, but not as it should. */
    DEGRADED,
    /** Nobody knows: not asked yet, or for too long. */
    UNKNOWN,
    UNHEALTHY;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is as it should be, as far as it is asked to be there at all. */
    public boolean fine() {
        return this == HEALTHY || this == NOT_CONFIGURED;
    }
}
