package io.breakwater.aireply.safety;

/**
 * How many digits of a code stand together in a text. In most texts these are far too few to be one, and counting them
 * costs a small part of what looking for the code itself does.
 */
final class Digits {

    private Digits() {}

    /** The longest run of digits of Base64. */
    static int base64(String text) {
        var most = 0;
        var run = 0;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            run = letterOrDigit(character) || character == '+' || character == '/' ? run + 1 : 0;
            most = Math.max(most, run);
        }
        return most;
    }

    /** The most hexadecimal digits with nothing but white space and colons between them. */
    static int hex(String text) {
        var most = 0;
        var run = 0;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (hexDigit(character)) {
                run++;
                most = Math.max(most, run);
            } else if (!between(character)) {
                run = 0;
            }
        }
        return most;
    }

    static boolean hexDigit(char character) {
        return character >= '0' && character <= '9'
                || character >= 'a' && character <= 'f'
                || character >= 'A' && character <= 'F';
    }

    private static boolean letterOrDigit(char character) {
        return character >= '0' && character <= '9'
                || character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z';
    }

    private static boolean between(char character) {
        return character == ' ' || character == ':' || character >= '\t' && character <= '\r';
    }
}
