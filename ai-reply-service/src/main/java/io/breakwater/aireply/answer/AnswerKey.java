package io.breakwater.aireply.answer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Keys that tell nothing about anybody: SHA-256 over all that makes a question what it is. */
public final class AnswerKey {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private AnswerKey() {}

    /** The key of these parts, in this order. Each goes in with its length, so that no two lists look alike. */
    public static String of(String... parts) {
        var digest = sha256();
        for (var part : parts) {
            var bytes = part.getBytes(UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A text without the differences that mean nothing: composed characters, single spaces. */
    public static String normalised(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return (singlySpaced(composed) ? composed : SPACES.matcher(composed).replaceAll(" ")).strip();
    }

    /** Most texts are, and a look at each character is a small part of what the pattern costs. */
    private static boolean singlySpaced(String text) {
        var before = 'x';
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == ' ' ? before == ' ' : character <= '\r' || Character.isSpaceChar(character)) {
                return false;
            }
            before = character;
        }
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
