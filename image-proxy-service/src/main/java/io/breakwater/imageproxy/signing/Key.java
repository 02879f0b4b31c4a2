package io.breakwater.imageproxy.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key that signs URLs. */
final class Key {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{1,32}):([!-+\\--~]{32,512})");
    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final SecretKeySpec secret;

    private Key(String id, String secret) {
        this.id = id;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    }

    /** Empty where it is not of the form {@code id:secret}. */
    static Optional<Key> parse(String entry) {
        var form = FORM.matcher(entry.strip());
        return form.matches() ? Optional.of(new Key(form.group(1), form.group(2))) : Optional.empty();
    }

    String id() {
        return id;
    }

    /** HMAC-SHA256 of {@code v1}, the end and the URL, each but the last ended by a line feed. */
    byte[] sign(Instant end, String url) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            var text = "v1\n" + end.getEpochSecond() + "\n" + url;
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return "Key[" + id + "]";
    }
}
