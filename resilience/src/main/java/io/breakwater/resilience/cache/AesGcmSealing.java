package io.breakwater.resilience.cache;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * AES-256 in GCM, a random nonce for each value, the place authenticated with it: a value that was changed, or moved to
 * another key, does not open. In front stand the form's number and a mark of the key, so that what another key sealed is
 * known at once for what it is.
 */
public final class AesGcmSealing implements Sealing {

    private static final byte FORM = 1;
    private static final int KEY_BYTES = 32;
    private static final int MARK_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + MARK_BYTES + NONCE_BYTES;

    private final SecretKeySpec key;
    private final byte[] mark;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 bytes in base64 or hex, as {@code openssl rand -base64 32} makes them */
    public static Optional<AesGcmSealing> of(String key) {
        return bytes(key.strip()).filter(bytes -> bytes.length == KEY_BYTES).map(AesGcmSealing::new);
    }

    private AesGcmSealing(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("breakwater cache key".getBytes(UTF_8));
            this.mark = Arrays.copyOf(digest.digest(key), MARK_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public Optional<byte[]> seal(String place, byte[] value) {
        try {
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(value);
            return Optional.of(ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                    .put(FORM)
                    .put(mark)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    @Override
    public Optional<byte[]> open(String place, byte[] sealed) {
        if (sealed.length < HEAD_BYTES
                || sealed[0] != FORM
                || !Arrays.equals(sealed, 1, 1 + MARK_BYTES, mark, 0, MARK_BYTES)) {
            return Optional.empty();
        }
        try {
            var nonce = Arrays.copyOfRange(sealed, 1 + MARK_BYTES, HEAD_BYTES);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES));
        } catch (GeneralSecurityException changedOrMoved) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher;
    }

    private static Optional<byte[]> bytes(String key) {
        try {
            return Optional.of(
                    key.length() == 2 * KEY_BYTES
                            ? HexFormat.of().parseHex(key)
                            : Base64.getDecoder().decode(key));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }
}
