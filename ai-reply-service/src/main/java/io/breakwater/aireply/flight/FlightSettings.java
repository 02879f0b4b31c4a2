package io.breakwater.aireply.flight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas share one piece of work through Redis. */
@ConfigMapping(prefix = "breakwater.flight")
public interface FlightSettings {

    /**
     * How long a replica's claim to a piece of work holds unless it renews it, 1 s or more: so long the others wait for one
     * that died. Renewed three times in it.
     */
    @WithDefault("3s")
    Duration lease();

    /** How long a failure is told to those who waited for it elsewhere. Ours: several of their looks. */
    @WithDefault("1s")
    Duration failureTold();

    /** The longest pause between two looks whether another replica has finished. The first ones are shorter. */
    @WithDefault("100ms")
    Duration longestLook();
}
