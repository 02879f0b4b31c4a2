package io.breakwater.usage.increment;

import io.breakwater.resilience.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own name for an increment: 1 to 128 printable ASCII characters.
 *
 * @throws ProblemException {@code validation} for anything else
 */
record IdempotencyKey(String value) {

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,128}");

    IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw ProblemException.invalid("Idempotency-Key", "must be 1 to 128 printable ASCII characters");
        }
    }

    static @Nullable IdempotencyKey parse(@Nullable String header) {
        return header == null ? null : new IdempotencyKey(header);
    }
}
