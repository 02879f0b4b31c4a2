package io.breakwater.resilience.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may call the API. */
@ConfigMapping(prefix = "breakwater.access")
public interface AccessSettings {

    /**
     * {@code API_KEYS}: {@code name=sha256:<salt in hex>:<SHA-256 of salt and key in hex>}, separated by commas. Unset:
     * anybody may call, unless OIDC is configured.
     */
    Optional<String> apiKeys();
}
