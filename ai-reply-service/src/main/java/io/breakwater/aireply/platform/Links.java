package io.breakwater.aireply.platform;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Links as X finds them in a text, with or without their scheme. */
final class Links {

    // Characters of a path as in twitter-text; a link does not end in punctuation.
    private static final String PATH_CHARACTER =
            "[A-Za-z0-9\\u00C0-\\u024F\\u0400-\\u04FF!*';:=+,.$/%#\\[\\]\\-_~@|&?()]";
    private static final String LAST_CHARACTER = "[A-Za-z0-9\\u00C0-\\u024F\\u0400-\\u04FF=_#/+\\-)&$]";
    private static final String TAIL = "(?:[/?#](?:" + PATH_CHARACTER + "{0,2000}" + LAST_CHARACTER + ")?)?";

    static final Pattern PATTERN = Pattern.compile(
            "(?<![\\p{L}\\p{N}@#$_./-])(?:"
                    + "https?://(?:[\\p{L}\\p{N}_-]{1,63}\\.){1,8}(?<ending>\\p{L}{2,24})(?::\\d{1,5})?"
                    + TAIL
                    + "|(?:[A-Za-z0-9\\u00C0-\\u024F-]{1,63}\\.){1,8}[A-Za-z]{2,24}(?![\\p{L}\\p{N}@_-])"
                    + TAIL
                    + ")",
            Pattern.CASE_INSENSITIVE);

    /** The endings of most links there are; endings of two letters are those of countries. */
    private static final Set<String> ENDINGS = Set.of(
            "com", "org", "net", "info", "biz", "edu", "gov", "int", "mil", "name", "pro", "app", "dev", "shop",
            "online", "store", "blog", "site", "tech", "cloud", "news", "club", "live", "xyz", "page", "link");

    private Links() {}

    /** Whether X takes this for a link beyond doubt. */
    static boolean surely(String link) {
        var parts = PATTERN.matcher(link);
        if (!parts.matches() || parts.group("ending") == null) {
            return false;
        }
        var ending = parts.group("ending").toLowerCase(Locale.ROOT);
        return ending.length() == 2 || ENDINGS.contains(ending);
    }
}
