package io.breakwater.health.component;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what was found is believed. */
@ConfigMapping(prefix = "breakwater.component")
public interface ComponentSettings {

    /** After this long without a check nobody knows any more how a component is: three times the 30 s between checks. */
    @WithDefault("90s")
    Duration staleAfter();
}
