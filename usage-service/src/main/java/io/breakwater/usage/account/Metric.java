package io.breakwater.usage.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.breakwater.resilience.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * What is counted: 1 to 64 characters of {@code a-z 0-9 _ . -}, starting with a letter.
 *
 * @throws ProblemException {@code validation} for anything else
 */
public record Metric(@JsonValue String name) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

    /** What an increment counts that names no metric. */
    public static final Metric REQUESTS = new Metric("requests");

    @JsonCreator
    public Metric {
        if (!FORM.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "metric", "must be 1 to 64 characters of a-z 0-9 _ . - and start with a letter");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
