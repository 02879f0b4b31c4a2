package io.breakwater.aireply.safety;

import java.text.Normalizer;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
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

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,20000}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}[\\s:]?){16,1000}+");

    private final Set<String> pieces = new HashSet<>();

    Leak(String secret) {
        var letters = letters(secret);
        for (var at = 0; at + PIECE <= letters.length(); at++) {
            pieces.add(letters.substring(at, at + PIECE));
        }
    }

    boolean in(String text) {
        return Stream.concat(Stream.of(text), decoded(text))
                .map(Leak::letters)
                .anyMatch(letters ->
                        has(letters) || has(new StringBuilder(letters).reverse().toString()) || has(turned(letters)));
    }

    private boolean has(String letters) {
        for (var at = 0; at + PIECE <= letters.length(); at++) {
            if (pieces.contains(letters.substring(at, at + PIECE))) {
                return true;
            }
        }
        return false;
    }

    private static Stream<String> decoded(String text) {
        return Stream.concat(
                BASE64.matcher(text).results().flatMap(found -> base64(found.group())),
                HEX.matcher(text).results().map(found -> hex(found.group())));
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
                .replaceAll("[^\\p{L}]+", "")
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
