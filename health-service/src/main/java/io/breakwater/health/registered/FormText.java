package io.breakwater.health.registered;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.cache.AesGcmSealing;
import io.breakwater.resilience.cache.Sealing;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A registered dependency as it is kept: in plain, or sealed as a whole where there is a key, because its URL may hold a
 * password. Safe for use by many threads.
 */
@Singleton
final class FormText {

    private static final Logger LOG = Logger.getLogger(FormText.class);
    private static final String SEALED = "sealed";
    private static final String PLACE = "dependency/";

    private final ObjectMapper json;
    private final Optional<Sealing> sealing;

    @Inject
    FormText(ObjectMapper json, RegisteredSettings settings) {
        this(json, settings.encryptionKey().map(FormText::sealing));
    }

    FormText(ObjectMapper json, Optional<Sealing> sealing) {
        this.json = json;
        this.sealing = sealing;
    }

    private static Sealing sealing(String key) {
        return AesGcmSealing.of(key).<Sealing>map(usable -> usable).orElseGet(() -> {
            LOG.warn("BREAKWATER_REGISTERED_ENCRYPTION_KEY is not 32 bytes in base64 or hex (openssl rand -base64 32);"
                    + " no dependency can be registered");
            return Sealing.SHUT;
        });
    }

    /** @throws ProblemException {@code conflict} where it has to be sealed and the key is none */
    String write(String name, DependencyForm form) {
        try {
            var plain = json.writeValueAsString(form);
            if (sealing.isEmpty()) {
                return plain;
            }
            var sealed = sealing.get()
                    .seal(PLACE + name, plain.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> ProblemException.of(
                            ProblemCode.CONFLICT, "Nothing can be registered: the key to seal it with is none"));
            return json.writeValueAsString(Map.of(SEALED, Base64.getEncoder().encodeToString(sealed)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records can be written", impossible);
        }
    }

    /** Empty where it was sealed with another key or for another name, or is no form. */
    Optional<DependencyForm> read(String name, String body) {
        try {
            var tree = json.readTree(body);
            if (!tree.has(SEALED)) {
                return Optional.ofNullable(json.treeToValue(tree, DependencyForm.class));
            }
            var sealed = Base64.getDecoder().decode(tree.get(SEALED).asText());
            var plain = sealing.flatMap(key -> key.open(PLACE + name, sealed));
            return plain.isEmpty() ? Optional.empty() : Optional.of(json.readValue(plain.get(), DependencyForm.class));
        } catch (IllegalArgumentException | IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether this is kept in plain and need not be. */
    boolean outdated(String body) {
        return sealing.isPresent() && sealing.get() != Sealing.SHUT && !body.startsWith("{\"" + SEALED + "\"");
    }
}
