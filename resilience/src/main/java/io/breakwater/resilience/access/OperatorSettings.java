package io.breakwater.resilience.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The operator's credentials for HTTP Basic. */
@ConfigMapping(prefix = "breakwater.operator")
public interface OperatorSettings {

    /** {@code OPERATOR_PASSWORD}; one is made and logged at start where it is unset. */
    Optional<String> password();
}
