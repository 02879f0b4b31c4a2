package io.breakwater.aireply.answer;

import io.breakwater.aireply.model.TokenUse;
import io.breakwater.resilience.problem.ProblemCode;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer came from and what it took.
 *
 * @param reason why a fallback made it; null where none did
 * @param age how long ago a cached answer was made; null for a new one
 * @param attempts how often the model was asked, 0 or more
 * @param model the model that made it; null where none did
 */
public record Provenance(
        Source source,
        @Nullable ProblemCode reason,
        @Nullable Duration age,
        int attempts,
        @Nullable String model,
        TokenUse usage,
        BigDecimal costUsd) {

    static Provenance model(String model, int attempts, TokenUse usage, BigDecimal costUsd) {
        return new Provenance(Source.MODEL, null, null, attempts, model, usage, costUsd);
    }

    static Provenance cache(Duration age, @Nullable String model) {
        return new Provenance(Source.CACHE, null, age, 0, model, TokenUse.NONE, BigDecimal.ZERO);
    }

    static Provenance staleCache(Duration age, @Nullable String model, ProblemCode reason, int attempts) {
        return new Provenance(Source.STALE_CACHE, reason, age, attempts, model, TokenUse.NONE, BigDecimal.ZERO);
    }

    /** Where no model is configured: this is how the service is meant to work then. */
    public static Provenance local() {
        return new Provenance(Source.LOCAL, null, null, 0, null, TokenUse.NONE, BigDecimal.ZERO);
    }

    static Provenance localInstead(ProblemCode reason, int attempts) {
        return new Provenance(Source.LOCAL, reason, null, attempts, null, TokenUse.NONE, BigDecimal.ZERO);
    }

    /** The same for a caller who shared another's answer: what it cost is told once. */
    Provenance shared() {
        return new Provenance(source, reason, age, attempts, model, TokenUse.NONE, BigDecimal.ZERO);
    }

    /** Whether a fallback made it. */
    public boolean degraded() {
        return reason != null;
    }

    /** The reason's code as answers have it. */
    public @Nullable String reasonSlug() {
        return reason == null ? null : reason.slug();
    }

    /** Whole seconds, as HTTP's Age has it. */
    public @Nullable Long ageSeconds() {
        return age == null ? null : age.toSeconds();
    }
}
