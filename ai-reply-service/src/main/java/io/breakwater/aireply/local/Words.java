package io.breakwater.aireply.local;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text as a list of words: lower case, without punctuation and accents. */
public final class Words {

    private static final Pattern BREAKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private final List<String> words;
    private final String spaced;

    private Words(List<String> words) {
        this.words = words;
        this.spaced = " " + String.join(" ", words) + " ";
    }

    public static Words of(String text) {
        var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("œ", "oe")
                .replace("æ", "ae");
        return new Words(
                BREAKS.splitAsStream(plain).filter(word -> !word.isEmpty()).toList());
    }

    public List<String> list() {
        return words;
    }

    /** The words with one space between any two, and one around all. */
    String spaced() {
        return spaced;
    }
}
