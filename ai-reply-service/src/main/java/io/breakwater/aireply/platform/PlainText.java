package io.breakwater.aireply.platform;

import io.breakwater.aireply.local.VisibleText;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Takes a text's markup away: no platform shows any, and readers would see the asterisks. */
final class PlainText {

    /** Far more than any platform takes: what comes after it would be cut off anyway. */
    private static final int LONGEST = 20_000;

    private static final Pattern SCRIPT =
            Pattern.compile("<(script|style)\\b[^<]{0,5000}</\\1\\s*>", Pattern.CASE_INSENSITIVE);
    /** Not {@code <3} or {@code a < b}. */
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,500}>|<!--.{0,500}?-->", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]\\n]{0,500})]\\(([^()\\s]{1,2000})\\)");
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*(?:```|~~~)[A-Za-z0-9_-]{0,20}[ \\t]*$\\n?|```");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]{1,500})`");
    private static final Pattern STARS = Pattern.compile("(\\*{1,3})(?=[^\\s*])([^*\\n]{1,500}?)(?<=[^\\s*])\\1");
    private static final Pattern UNDERSCORES = Pattern.compile(
            "(?<![\\p{L}\\p{N}_@#/.])(_{1,3})(?=[^\\s_])([^\\n]{1,500}?)(?<=[^\\s_])\\1(?![\\p{L}\\p{N}_])");
    private static final Pattern STRUCK = Pattern.compile("~~(?=\\S)([^~\\n]{1,500}?)(?<=\\S)~~");
    /** A heading has a space after its signs, a hashtag has none. */
    private static final Pattern LINE_START =
            Pattern.compile("(?m)^[ \\t]*(?:#{1,6}[ \\t]+|>[ \\t]?|[*+][ \\t]+(?=\\S))");

    private static final Pattern RULE = Pattern.compile("(?m)^[ \\t]*(?:[-*_][ \\t]*+){3,60}+$");
    private static final Pattern SPACES = Pattern.compile("[ \\t]{2,}|[ \\t]+(?=\\n)");
    private static final Pattern LINES = Pattern.compile("\\n{3,}");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|“([^“”]+)”|«\\s?([^«»]+?)\\s?»|„([^„“]+)“");

    private PlainText() {}

    /** The text without markup, hidden characters and needless space, in composed characters (NFC). */
    static String of(String text) {
        var head = text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST))
                : text;
        var plain = head.replace("\r\n", "\n").replace('\t', ' ');
        plain = VisibleText.of(entities(plain));
        plain = without("<", SCRIPT, "", plain);
        plain = without("<", TAG, "", plain);
        plain = without("[", LINK, "$1 $2", plain);
        plain = without("`~", FENCE, "", plain);
        plain = without("`", CODE, "$1", plain);
        plain = without("-*_", RULE, "", plain);
        plain = without("#>*+", LINE_START, "", plain);
        plain = without("*", STARS, "$2", plain);
        plain = without("_", UNDERSCORES, "$2", plain);
        plain = without("~", STRUCK, "$1", plain);
        plain = SPACES.matcher(plain).replaceAll(" ");
        plain = without("\n", LINES, "\n\n", plain);
        return Normalizer.normalize(unquoted(plain.strip()), Normalizer.Form.NFC);
    }

    /** @param signs one of which is in whatever the pattern finds: most texts have none, and looking for those is cheap */
    private static String without(String signs, Pattern markup, String instead, String text) {
        return signs.chars().anyMatch(sign -> text.indexOf(sign) >= 0)
                ? markup.matcher(text).replaceAll(instead)
                : text;
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }

    /** Models like to hand over a reply in quotation marks. */
    private static String unquoted(String text) {
        var quoted = QUOTED.matcher(text);
        if (!quoted.matches()) {
            return text;
        }
        for (var group = 1; group <= quoted.groupCount(); group++) {
            if (quoted.group(group) != null) {
                return quoted.group(group).strip();
            }
        }
        return text;
    }
}
