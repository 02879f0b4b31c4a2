package io.breakwater.aireply.safety;

import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Finds pieces of a secret text in another: letter by letter, whatever stands between the letters, forwards, backwards,
 * turned by thirteen, or in Base64 or hexadecimal digits.
 */
final class Leak {

    /** So many letters in a row are no accident; about five words. */
    private static final int PIECE = 25;

    private static final int BLOCK = (PIECE + 1) / 2;

    private static final int FEWEST_BASE64 = 24;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,20000}={0,2}");
    private static final int FEWEST_HEX = 32;
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}[\\s:]?){16,1000}+");

    private final String secret;

    Leak(String secret) {
        this.secret = letters(secret);
    }

    boolean in(String text) {
        return Stream.concat(Stream.of(text), decoded(text))
                .map(Leak::letters)
                .anyMatch(letters ->
                        has(letters) || has(new StringBuilder(letters).reverse().toString()) || has(turned(letters)));
    }

    /** Looks for every block of the secret: there is a whole one in each piece, wherever that begins. */
    private boolean has(String letters) {
        for (var from = 0; from + BLOCK <= secret.length(); from += BLOCK) {
            var block = secret.substring(from, from + BLOCK);
            for (var at = letters.indexOf(block); at >= 0; at = letters.indexOf(block, at + 1)) {
                if (common(letters, at, from) >= PIECE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many letters in a row are the same around these places of a text and the secret. */
    private int common(String letters, int at, int from) {
        var before = 0;
        while (before < at && before < from && letters.charAt(at - before - 1) == secret.charAt(from - before - 1)) {
            before++;
        }
        var after = 0;
        while (at + after < letters.length()
                && from + after < secret.length()
                && letters.charAt(at + after) == secret.charAt(from + after)) {
            after++;
        }
        return before + after;
    }

    private static Stream<String> decoded(String text) {
        return Stream.concat(
                Digits.base64(text) < FEWEST_BASE64
                        ? Stream.empty()
                        : BASE64.matcher(text).results().flatMap(found -> base64(found.group())),
                Digits.hex(text) < FEWEST_HEX
                        ? Stream.empty()
                        : HEX.matcher(text).results().map(found -> hex(found.group())));
    }

    private static Stream<String> base64(String digits) {
        var whole = digits.replace("=", "");
        // A digit too many is no reason to miss the rest.
        var usable = whole.length() % 4 == 1 ? whole.substring(0, whole.length() - 1) : whole;
        return Stream.of(new String(Base64.getDecoder().decode(usable), UTF_8));
    }

    private static String hex(String digits) {
        return new String(HexFormat.of().parseHex(digits.replaceAll("[\\s:]", "")), UTF_8);
    }

    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    private static String turned(String letters) {
        var turned = new StringBuilder(letters.length());
        letters.chars()
                .forEach(letter -> turned.append(
                        (char) (letter >= 'a' && letter <= 'z' ? (letter - 'a' + 13) % 26 + 'a' : letter)));
        return turned.toString();
    }
}
