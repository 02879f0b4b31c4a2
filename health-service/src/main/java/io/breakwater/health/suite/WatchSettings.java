package io.breakwater.health.suite;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the suite is watched. */
@ConfigMapping(prefix = "breakwater.watch")
public interface WatchSettings {

    /** Time between two looks at a service that is well. The suite's contract: 30 s. */
    @WithDefault("30s")
    Duration interval();

    /** Time between two looks at one that is not; with the time limit of a look it must stay well below 5 s. */
    @WithDefault("1s")
    Duration recoveryInterval();

    /** The largest snapshot that is read. One of 500 image hosts' breakers has about 150 KiB. */
    @WithDefault("2M")
    MemorySize maxSnapshot();
}
