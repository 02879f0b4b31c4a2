package io.breakwater.imageproxy.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one remote host may take of this service. */
@ConfigMapping(prefix = "breakwater.image.host")
public interface HostSettings {

    /** Fetches from one host at a time; at least 1. Browsers make do with 6 connections to each, for one user. */
    @WithDefault("16")
    int permits();

    /** How long a fetch waits for its turn at a host. */
    @WithDefault("2s")
    Duration patience();

    /** How many hosts are known at once: their breakers, permits and statistics; the busiest stay. */
    @WithDefault("256")
    int maxHosts();

    /** How long a host that says "too many requests" is left alone where it does not say. */
    @WithDefault("5s")
    Duration rest();

    /** The longest that a host's own {@code Retry-After} is heeded: one answer must not close a host for a day. */
    @WithDefault("60s")
    Duration longestRest();
}
