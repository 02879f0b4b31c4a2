package io.breakwater.resilience.fallback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether and how fallbacks serve. */
@ConfigMapping(prefix = "breakwater.fallback")
public interface FallbackSettings {

    /** {@code ENABLE_FALLBACKS}: false makes a missing dependency an error. */
    @WithDefault("true")
    boolean enabled();

    /** {@code FALLBACK_CACHE_TIMEOUT}: how long past its life a cached answer may stand in for a fresh one. */
    @WithDefault("PT5M")
    Duration cacheTimeout();

    /** {@code MAX_FALLBACK_RETRIES}: attempts at an upstream in all before its fallback serves. */
    @WithDefault("3")
    int maxRetries();
}
