package io.breakwater.usage.batch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of an event of a batch. */
public enum EventStatus {
    ACCEPTED,
    DUPLICATE,
    REJECTED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
