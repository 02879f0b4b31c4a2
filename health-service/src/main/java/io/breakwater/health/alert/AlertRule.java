package io.breakwater.health.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What alerts are raised for. The limits stand in {@link AlertSettings} and, of the machine, in its own settings. */
public enum AlertRule {
    ERROR_RATE("Too many of a service's requests end in an error of its own (5xx)"),
    LATENCY("A service answers too slowly: one request in twenty takes longer than this"),
    MEMORY("Memory is short where an instance runs: soon something is killed or stalls"),
    CPU("Where an instance runs all processors have been busy for a minute: everything there is slow"),
    BREAKERS_OPEN("Several circuit breakers are open at once and no single failure explains them"),
    BREAKER_OPENED("A circuit breaker is open: what it protects failed too often, and a fallback answers in its place"),
    DATABASE_LOST("The database does not answer: what is written meanwhile is kept locally and moved there later"),
    CONSECUTIVE_ERRORS("A part of the suite has failed each of its latest checks"),
    /** An operator asked whether alerts arrive; never raised. */
    TEST("An operator tries whether alerts arrive here. Nothing is wrong");

    private final String meaning;

    AlertRule(String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for whoever is woken by it. */
    public String meaning() {
        return meaning;
    }

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether one look is enough: many calls or checks have failed before it comes to this. */
    public boolean atOnce() {
        return this == BREAKER_OPENED || this == CONSECUTIVE_ERRORS;
    }

    /** Whether it says that a component as such is away, so that it can be the cause of other alerts. */
    public boolean root() {
        return this == DATABASE_LOST || this == CONSECUTIVE_ERRORS;
    }

    public static Optional<AlertRule> find(String slug) {
        return Arrays.stream(values()).filter(rule -> rule.slug().equals(slug)).findFirst();
    }
}
