package io.breakwater.resilience.fallback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens while a dependency is away. Names and numbers come from the user's documents. */
@ConfigMapping(prefix = "breakwater.fallback")
public interface FallbackSettings {

    /** {@code ENABLE_FALLBACKS}. False makes a missing dependency an error instead of a degraded answer. */
    @WithDefault("true")
    boolean enabled();

    /** {@code FALLBACK_CACHE_TIMEOUT}, given in ms, 0 to 7 days: how long a kept answer may stand in for a new one. */
    @WithDefault("300s")
    Duration cacheTimeout();

    /**
     * {@code MAX_FALLBACK_RETRIES}, 0 to 10: how often a failed call is repeated, after its first attempt, before the
     * fallback answers. The default of 2 makes the three attempts that the model's calls have. It holds for a method
     * whose service says {@code quarkus.fault-tolerance."<class>/<method>".retry.max-retries=${breakwater.fallback.max-retries}}.
     */
    @WithDefault("2")
    int maxRetries();
}
