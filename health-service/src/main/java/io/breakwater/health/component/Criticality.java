package io.breakwater.health.component;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much the suite needs a component. */
public enum Criticality {
    /** The suite cannot serve without it. */
    CRITICAL(10),
    /** Something that users notice is lost without it. */
    IMPORTANT(5),
    /** The suite does without it. */
    OPTIONAL(2);

    private final int weight;

    Criticality(int weight) {
        this.weight = weight;
    }

    /** What a registered dependency of this criticality weighs in the score; the suite's own components weigh 100 together. */
    public int weight() {
        return weight;
    }

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
