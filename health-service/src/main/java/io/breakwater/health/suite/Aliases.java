package io.breakwater.health.suite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Names that stand for those of single hosts: which hosts users' images come from is nobody's affair. The same as long as
 * this process lives, and of no use for finding out the host.
 */
public final class Aliases {

    private static final int SALT = 16;
    private static final int SHOWN = 4;

    // Made when it is first needed: what a class makes of itself, a native image makes once for all processes.
    private static final AtomicReference<byte[]> SECRET = new AtomicReference<>();

    private Aliases() {}

    /** {@code image:3f2a1b9c} for {@code image:cdn.example.com}; a name without a key stays as it is. */
    public static String of(String breaker) {
        var colon = breaker.indexOf(':');
        if (colon < 0) {
            return breaker;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret());
            var hash = digest.digest(breaker.getBytes(StandardCharsets.UTF_8));
            return breaker.substring(0, colon + 1) + HexFormat.of().formatHex(Arrays.copyOf(hash, SHOWN));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] secret() {
        return SECRET.updateAndGet(known -> known == null ? new SecureRandom().generateSeed(SALT) : known);
    }
}
