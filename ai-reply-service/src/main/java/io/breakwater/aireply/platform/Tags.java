package io.breakwater.aireply.platform;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mentions and hashtags: whom a reply calls, and where it shows up. */
final class Tags {

    /** Not an e-mail address, and not the {@code @} of a link. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_./@-])[@\\uFF20](?=[\\p{L}\\p{N}_])([\\p{L}\\p{N}_.-]{0,63})");

    private static final Pattern HASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{N}_&/#])[#\\uFF03](?=[\\p{L}\\p{N}_]{0,100}\\p{L})");

    private Tags() {}

    /** A reply calls nobody but whom it answers: other names stay, without what would call their owners. */
    static String mentionsOf(Optional<String> handle, String text) {
        if (text.indexOf('@') < 0 && text.indexOf('\uFF20') < 0) {
            return text;
        }
        return MENTION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(kept(handle, found)));
    }

    private static String kept(Optional<String> handle, MatchResult found) {
        var name = found.group(1);
        var end = name.length() - name.replaceAll("[.-]+$", "").length();
        var bare = name.substring(0, name.length() - end);
        return handle.filter(bare::equalsIgnoreCase).isPresent() ? "@" + name : name;
    }

    /** The first so many hashtags; the others become words. */
    static String hashtags(int most, String text) {
        if (text.indexOf('#') < 0 && text.indexOf('\uFF03') < 0) {
            return text;
        }
        var seen = new int[1];
        return HASHTAG.matcher(text).replaceAll(found -> ++seen[0] <= most ? found.group() : "");
    }

    /** The text with the handle in front, unless it has it already. */
    static String calling(String handle, String text) {
        return text.toLowerCase(Locale.ROOT).contains("@" + handle.toLowerCase(Locale.ROOT))
                ? text
                : "@" + handle + " " + text;
    }
}
