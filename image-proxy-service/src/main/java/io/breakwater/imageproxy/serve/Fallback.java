package io.breakwater.imageproxy.serve;

import io.breakwater.resilience.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What the caller wants where there is no image. */
enum Fallback {
    PLACEHOLDER,
    PIXEL,
    NONE;

    static final String NAMES = "placeholder, pixel or none";

    /** @throws ProblemException {@code validation} for any other name */
    static Fallback parse(@Nullable String name) {
        return switch (name == null ? "placeholder" : name) {
            case "placeholder" -> PLACEHOLDER;
            case "pixel" -> PIXEL;
            case "none" -> NONE;
            default -> throw ProblemException.invalid("fallback", "must be " + NAMES);
        };
    }
}
