package io.breakwater.resilience.dependency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How dependencies are watched. */
@ConfigMapping(prefix = "breakwater.dependency")
public interface DependencySettings {

    /** How often a dependency that is there is asked whether it still is. */
    @WithDefault("5s")
    Duration checkInterval();

    /** How often one that is away is asked whether it is back; with the timeout it must stay well below 5 s. */
    @WithDefault("1s")
    Duration recoveryInterval();

    /** How long a probe may take. */
    @WithDefault("1500ms")
    Duration probeTimeout();
}
