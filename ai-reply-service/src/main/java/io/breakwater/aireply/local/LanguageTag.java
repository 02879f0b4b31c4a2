package io.breakwater.aireply.local;

import io.breakwater.resilience.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The language that a caller wants an answer in. */
public final class LanguageTag {

    private static final Pattern FORM = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}");

    private LanguageTag() {}

    /** @throws ProblemException for anything that does not look like BCP 47 */
    public static Locale parse(String tag) {
        if (!FORM.matcher(tag).matches()) {
            throw ProblemException.invalid("language", "must be a language tag such as en or pt-BR");
        }
        return Locale.forLanguageTag(tag.replace('_', '-'));
    }
}
