package io.breakwater.aireply.safety;

import io.breakwater.aireply.local.VisibleText;
import java.util.regex.Pattern;

/** Takes from a user's text what a model would not read as text. */
final class Data {

    /** Servers that build the prompt as text take these for the borders between its speakers. */
    private static final Pattern TOKENS = Pattern.compile(
            "<\\s*[|\\uFF5C]|[|\\uFF5C]\\s*>|\\[/?INST]|<</?SYS>>|</?s>|</?(?:start|end)_of_turn>|</?(?:system|assistant|user)>",
            Pattern.CASE_INSENSITIVE);

    private Data() {}

    static String clean(String text) {
        var visible = VisibleText.of(text);
        return mayHaveTokens(visible) ? TOKENS.matcher(visible).replaceAll(token -> spaced(token.group())) : visible;
    }

    /** Still to be read, but no token any more. */
    private static String spaced(String token) {
        return String.join(" ", token.replace("\\", "").replace("$", "").split(""));
    }

    static boolean hasTokens(String text) {
        return mayHaveTokens(text) && TOKENS.matcher(text).find();
    }

    /** All tokens begin with one of these, and most texts have none of them. */
    private static boolean mayHaveTokens(String text) {
        return text.indexOf('<') >= 0
                || text.indexOf('|') >= 0
                || text.indexOf('\uFF5C') >= 0
                || text.indexOf('[') >= 0;
    }
}
