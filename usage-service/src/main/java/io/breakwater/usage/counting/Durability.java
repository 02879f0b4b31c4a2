package io.breakwater.usage.counting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose disk has acknowledged an event. */
public enum Durability {
    POSTGRES,
    LOCAL;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
