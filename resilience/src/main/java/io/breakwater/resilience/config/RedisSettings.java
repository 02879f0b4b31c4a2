package io.breakwater.resilience.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this service was given a Redis ({@code REDIS_URL}, or {@code REDIS_HOST}); not whether it can be reached. */
@ConfigMapping(prefix = "breakwater.redis")
public interface RedisSettings {

    /** False where caches and limits are this instance's own. An address that cannot be read counts as given. */
    @WithDefault("false")
    boolean configured();
}
