package io.breakwater.imageproxy.serve;

import io.breakwater.resilience.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the caller wants where there is no image. */
enum Fallback {
    PLACEHOLDER,
    PIXEL,
    NONE;

    static final String NAMES = "placeholder, pixel or none";

    /** Empty for any other name. */
    static Optional<Fallback> find(@Nullable String name) {
        return switch (name == null ? "placeholder" : name) {
            case "placeholder" -> Optional.of(PLACEHOLDER);
            case "pixel" -> Optional.of(PIXEL);
            case "none" -> Optional.of(NONE);
            default -> Optional.empty();
        };
    }

    /** @throws ProblemException {@code validation} for any other name */
    static Fallback parse(@Nullable String name) {
        return find(name).orElseThrow(() -> ProblemException.invalid("fallback", "must be " + NAMES));
    }
}
