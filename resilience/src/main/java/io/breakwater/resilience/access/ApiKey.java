package io.breakwater.resilience.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A caller's key as the service knows it: salted and hashed. This makes an entry from the key in {@code $KEY}:
 *
 * <pre>
 * SALT=$(openssl rand -hex 16)
 * echo "myapp=sha256:$SALT:$( (printf "$(printf %s "$SALT" | sed 's/../\\x&amp;/g')"; printf %s "$KEY") | sha256sum | cut -d' ' -f1)"
 * </pre>
 *
 * @param name of the caller, for logs
 */
record ApiKey(String name, HexBytes salt, HexBytes hash) {

    private static final Pattern FORM = Pattern.compile(
            "(?<name>[A-Za-z0-9._-]{1,64})=sha256:(?<salt>(?:[0-9A-Fa-f]{2}){8,64}):(?<hash>[0-9A-Fa-f]{64})");

    /** Bytes that a record can hold without sharing them. */
    record HexBytes(String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    static Optional<ApiKey> parse(String entry) {
        var form = FORM.matcher(entry.strip());
        return form.matches()
                ? Optional.of(new ApiKey(
                        form.group("name"), new HexBytes(form.group("salt")), new HexBytes(form.group("hash"))))
                : Optional.empty();
    }

    /** Takes as long for a wrong key as for the right one. */
    boolean matches(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.bytes());
            return MessageDigest.isEqual(hash.bytes(), digest.digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "ApiKey[" + name + "]";
    }
}
