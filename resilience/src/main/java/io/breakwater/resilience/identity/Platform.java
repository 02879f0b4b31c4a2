package io.breakwater.resilience.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A social platform. Read case-insensitively, {@code x} is another name of {@code twitter}, written in lower case. */
public enum Platform {
    INSTAGRAM,
    FACEBOOK,
    TWITTER,
    LINKEDIN;

    private static final String KNOWN =
            Arrays.stream(values()).map(Platform::slug).collect(Collectors.joining(", "));

    /** @throws ProblemException {@code unknown-platform} for any other name, or none */
    @JsonCreator
    public static Platform parse(@Nullable String name) {
        // ROOT: in a Turkish locale "LINKEDIN" would otherwise become another word.
        return switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
            case "instagram" -> INSTAGRAM;
            case "facebook" -> FACEBOOK;
            case "twitter", "x" -> TWITTER;
            case "linkedin" -> LINKEDIN;
            default -> throw ProblemException.of(ProblemCode.UNKNOWN_PLATFORM, "platform must be one of " + KNOWN);
        };
    }

    /** The name in lower case, as paths, answers, keys and stores have it. */
    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return slug();
    }
}
