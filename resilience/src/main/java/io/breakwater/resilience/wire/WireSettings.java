package io.breakwater.resilience.wire;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a connection may do before it has a request. */
@ConfigMapping(prefix = "breakwater.wire")
public interface WireSettings {

    /** From a request's first byte to the end of its headers. Ours: 16 KiB in 10 s is 13 kbit/s. */
    @WithDefault("10s")
    Duration headerTimeLimit();
}
