package io.breakwater.imageproxy.signing;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells signed URLs from others; {@code docs/image-proxy.md} says how they are made. Several keys are good at a time, so
 * that one can follow another: add the new one, sign with it, and remove the old one when what it signed has ended.
 */
@Singleton
public final class Signatures {

    private static final int MOST_KEYS = 16;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private final Map<String, Key> keys;
    private final InstantSource clock;

    @Inject
    Signatures(SigningSettings settings, InstantSource clock) {
        this(settings.keys().map(Signatures::parse).orElse(Map.of()), clock);
    }

    Signatures(Map<String, Key> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Makes a malformed list stop the start, and not the first request. */
    void atStart(@Observes StartupEvent start) {}

    /**
     * What a signature is worth.
     *
     * @param url as the caller gave it, decoded
     */
    public Signed check(String url, @Nullable String expires, @Nullable String keyId, @Nullable String signature) {
        if (keys.isEmpty()) {
            return new Signed.Unneeded();
        }
        var key = keyId == null ? null : keys.get(keyId);
        var given = signature == null ? Optional.<byte[]>empty() : decoded(signature);
        if (key == null
                || given.isEmpty()
                || expires == null
                || !SECONDS.matcher(expires).matches()) {
            return new Signed.Refused();
        }
        var end = Instant.ofEpochSecond(Long.parseLong(expires));
        // Takes the same time wherever the two differ.
        var same = MessageDigest.isEqual(key.sign(end, url), given.get());
        return same && end.isAfter(clock.instant()) ? new Signed.Until(end) : new Signed.Refused();
    }

    /** @throws ConfigurationException naming the place of the first entry that cannot be read, never its content */
    static Map<String, Key> parse(String list) {
        var keys = new LinkedHashMap<String, Key>();
        var entries = list.split(",", -1);
        if (entries.length > MOST_KEYS) {
            throw new ConfigurationException("IMAGE_PROXY_KEY may have at most " + MOST_KEYS + " entries");
        }
        for (int i = 0; i < entries.length; i++) {
            var place = "IMAGE_PROXY_KEY: entry " + (i + 1);
            var key = Key.parse(entries[i])
                    .orElseThrow(() -> new ConfigurationException(
                            place + " is not of the form id:secret with a secret of 32 characters or more;"
                                    + " see docs/image-proxy.md"));
            if (keys.put(key.id(), key) != null) {
                throw new ConfigurationException(place + " has an id that was there before");
            }
        }
        return Map.copyOf(keys);
    }

    private static Optional<byte[]> decoded(String signature) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(signature));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
