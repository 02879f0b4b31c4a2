package io.breakwater.health.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Something is not as it was.
 *
 * @param service the service where it is; null where it is of no service
 * @param instance the instance of that service, as it calls itself, or the name that stands for its address until then
 * @param name of the breaker, component, service, alert or dependency
 * @param from what it was; null where that is not known
 * @param to what it is now
 * @param reason why, in a few words: never an address, a secret or a user's text
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        Instant at,
        Kind kind,
        @Nullable String service,
        @Nullable String instance,
        String name,
        @Nullable String from,
        String to,
        @Nullable String reason) {

    /** What it is that changed. */
    public enum Kind {
        /** From and to are CLOSED, HALF_OPEN, OPEN or UNKNOWN. */
        BREAKER,
        /** From and to are statuses of a component. */
        COMPONENT,
        /** From and to are up, down or gone. */
        INSTANCE,
        /** From and to are states of an alert. */
        ALERT,
        /** An operator did something. */
        CONTROL;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Change {
        requireNonNull(at, "at");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
        requireNonNull(to, "to");
    }

    /** Of something that belongs to no service. */
    public static Change of(
            Instant at, Kind kind, String name, @Nullable String from, String to, @Nullable String reason) {
        return new Change(at, kind, null, null, name, from, to, reason);
    }
}
