package io.breakwater.resilience.recovery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The ways to get over a failure, the one to prefer first. */
public enum RecoveryStrategy {
    DATABASE_RECONNECTION,
    CACHE_FALLBACK,
    DEFAULT_RESPONSE,
    QUEUE_FOR_LATER,
    BREAKER_RESET;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
