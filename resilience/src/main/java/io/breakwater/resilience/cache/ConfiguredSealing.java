package io.breakwater.resilience.cache;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** {@code CACHE_ENCRYPTION_KEY}: without one nothing is sealed, with one that cannot be used nothing leaves. */
final class ConfiguredSealing {

    private static final Logger LOG = Logger.getLogger(ConfiguredSealing.class);

    private ConfiguredSealing() {}

    @Produces
    @Singleton
    static Sealing sealing(@ConfigProperty(name = "breakwater.cache.encryption-key") Optional<String> key) {
        return key.map(given -> AesGcmSealing.of(given)
                        .<Sealing>map(sealing -> sealing)
                        .orElseGet(() -> {
                            LOG.warn("CACHE_ENCRYPTION_KEY is not 32 bytes in base64 or hex (openssl rand -base64 32);"
                                    + " what would be encrypted is not kept in Redis");
                            return Sealing.SHUT;
                        }))
                .orElse(Sealing.NONE);
    }
}
