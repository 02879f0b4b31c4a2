package io.breakwater.aireply.analysis;

import io.breakwater.resilience.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * A health record as the application knows it: 1 to 128 characters of {@code A-Z a-z 0-9 . _ - @ :}.
 *
 * @throws ProblemException {@code validation} for anything else
 */
public record RecordId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._@:-]{1,128}");

    public RecordId {
        if (!FORM.matcher(value).matches()) {
            throw ProblemException.invalid("id", "must be 1 to 128 characters of A-Z a-z 0-9 . _ - @ :");
        }
    }
}
