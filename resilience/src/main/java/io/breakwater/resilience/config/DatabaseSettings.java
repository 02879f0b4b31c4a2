package io.breakwater.resilience.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this service was given a PostgreSQL ({@code DATABASE_URL}); not whether it can be reached. */
@ConfigMapping(prefix = "breakwater.database")
public interface DatabaseSettings {

    /** False where the service keeps its state in the local store alone. An address that cannot be read counts as given. */
    @WithDefault("false")
    boolean configured();
}
