package io.breakwater.aireply.local;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text as a list of words: lower case, without punctuation and accents. */
public final class Words {

    /** U+0300: below it is no combining mark. */
    private static final int FIRST_ACCENT = 0x300;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private final List<String> words;
    private final String spaced;

    private Words(List<String> words) {
        this.words = words;
        this.spaced = " " + String.join(" ", words) + " ";
    }

    public static Words of(String text) {
        var plain = withoutAccents(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("œ", "oe")
                .replace("æ", "ae");
        return new Words(split(plain));
    }

    private static String withoutAccents(String decomposed) {
        return decomposed.chars().anyMatch(character -> character >= FIRST_ACCENT)
                ? ACCENTS.matcher(decomposed).replaceAll("")
                : decomposed;
    }

    private static List<String> split(String plain) {
        var words = new ArrayList<String>();
        var begin = 0;
        for (int at = 0, next; at < plain.length(); at = next) {
            var codePoint = plain.codePointAt(at);
            next = at + Character.charCount(codePoint);
            if (!Character.isLetter(codePoint) && !number(codePoint)) {
                if (at > begin) {
                    words.add(plain.substring(begin, at));
                }
                begin = next;
            }
        }
        if (begin < plain.length()) {
            words.add(plain.substring(begin));
        }
        return List.copyOf(words);
    }

    /** Any that Unicode has, digits or not. */
    private static boolean number(int codePoint) {
        var type = Character.getType(codePoint);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    public List<String> list() {
        return words;
    }

    /** The words with one space between any two, and one around all. */
    String spaced() {
        return spaced;
    }
}
