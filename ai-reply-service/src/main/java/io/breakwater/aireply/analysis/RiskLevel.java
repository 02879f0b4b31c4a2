package io.breakwater.aireply.analysis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How soon somebody should look at a record; each level is more urgent than the one before. */
public enum RiskLevel {
    /** Nothing could be judged. */
    UNKNOWN,
    /** Within the published ranges. */
    LOW,
    /** Outside of them: worth a talk with a clinician. */
    MODERATE,
    /** Well outside: worth one soon. */
    HIGH,
    /** A warning sign, or a value that may be an emergency. */
    CRITICAL;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other name */
    @JsonCreator
    public static RiskLevel parse(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    public RiskLevel worse(RiskLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
