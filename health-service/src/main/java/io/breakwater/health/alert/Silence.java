package io.breakwater.health.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * While it lasts, alerts that it matches are raised and shown, but told to nobody. What is still active at its end is
 * told then.
 *
 * @param rule the only rule that is silenced; all where it is null
 * @param component the only component that is silenced; all where it is null
 * @param until its end, exclusive
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Silence(
        String id,
        long version,
        Kind kind,
        @Nullable AlertRule rule,
        @Nullable String component,
        Instant from,
        Instant until,
        String by,
        String why,
        boolean open)
        implements Kept {

    /** Why it was made. */
    public enum Kind {
        /** From now on: it is known, and does not help. */
        MUTE,
        /** Planned work, now or later. */
        MAINTENANCE;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    @JsonIgnore
    public Instant at() {
        return until;
    }

    public boolean covers(Alert alert, Instant now) {
        return open
                && !now.isBefore(from)
                && now.isBefore(until)
                && (rule == null || rule == alert.rule())
                && (component == null || component.equals(alert.component()));
    }

    /** Ended by an operator, or by itself. */
    public Silence ended() {
        return new Silence(id, version + 1, kind, rule, component, from, until, by, why, false);
    }
}
