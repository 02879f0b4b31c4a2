package io.breakwater.health.registered;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Registered dependencies. The numbers are ours. */
@ConfigMapping(prefix = "breakwater.registered")
public interface RegisteredSettings {

    /** How many may be registered, 1 or more. */
    @WithDefault("5000")
    @Min(1)
    int most();

    /**
     * 32 bytes in base64 or hex, the same for all replicas: what is registered is encrypted with it (AES-256-GCM) before it is
     * kept. In plain where there is none.
     */
    Optional<String> encryptionKey();

    /** Of how many other hosts have to fail with one for the fault to be our own network's, 1 or more. */
    @WithDefault("2")
    @Min(1)
    int witnesses();
}
