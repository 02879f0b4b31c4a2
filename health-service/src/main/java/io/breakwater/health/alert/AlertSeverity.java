package io.breakwater.health.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How soon somebody should look, the less urgent first. */
public enum AlertSeverity {
    /** Within the day. */
    WARNING,
    /** Now. */
    CRITICAL;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
