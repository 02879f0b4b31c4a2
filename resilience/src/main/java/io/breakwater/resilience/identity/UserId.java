package io.breakwater.resilience.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.breakwater.resilience.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user as the application knows them: 1 to 128 characters of {@code A-Z a-z 0-9 . _ - @ :}.
 *
 * @throws ProblemException {@code validation} for anything else
 */
public record UserId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._@:-]{1,128}");

    public UserId {
        if (!FORM.matcher(value).matches()) {
            throw ProblemException.invalid("user", "must be 1 to 128 characters of A-Z a-z 0-9 . _ - @ :");
        }
    }

    @JsonCreator
    public static UserId parse(@Nullable String value) {
        return new UserId(value == null ? "" : value);
    }

    @Override
    public String toString() {
        return value;
    }
}
