package io.breakwater.aireply.local;

import java.util.regex.Pattern;

/**
 * A text without what nobody sees and machines read: controls, marks that turn the direction of writing, and tags
 * ("ASCII smuggling"), except for the flags that are made of tags.
 */
public final class VisibleText {

    private static final Pattern HIDDEN = Pattern.compile("(\\x{1F3F4}[\\x{E0020}-\\x{E007F}]+)|[\\p{Cc}&&[^\\n\\t]]"
            + "|[\\u200B\\u2060\\uFEFF\\u00AD\\u202A-\\u202E\\u2066-\\u2069\\x{E0000}-\\x{E007F}]");

    /** The first half of each tag. */
    private static final char TAGS = '\uDB40';

    private VisibleText() {}

    public static String of(String text) {
        return mayHide(text) ? HIDDEN.matcher(text).replaceAll("$1") : text;
    }

    /** Most texts hide nothing, and a look at each character is a small part of what the pattern costs. */
    private static boolean mayHide(String text) {
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            var type = Character.getType(character);
            if (type == Character.CONTROL && character != '\n' && character != '\t'
                    || type == Character.FORMAT
                    || character == TAGS) {
                return true;
            }
        }
        return false;
    }
}
