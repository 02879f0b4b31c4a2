package io.breakwater.health.control;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be done to a breaker. */
public enum Action {
    /** Held open until it is closed or reset. */
    OPEN,
    CLOSE,
    RESET;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Action> of(String slug) {
        return Stream.of(values()).filter(action -> action.slug().equals(slug)).findFirst();
    }
}
