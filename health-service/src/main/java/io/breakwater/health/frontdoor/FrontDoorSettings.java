package io.breakwater.health.frontdoor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The suite's public paths at this service's address. */
@ConfigMapping(prefix = "breakwater.front-door")
public interface FrontDoorSettings {

    /** {@code FRONT_DOOR_ENABLED}: false where an Ingress does this. */
    @WithDefault("true")
    boolean enabled();

    /** How long a service may send nothing, be it the answer's head or its next part: an AI request may take 120 s. */
    @WithDefault("125s")
    Duration timeLimit();

    /** How long a connection to a service may take to be made; they are near. */
    @WithDefault("2s")
    Duration connectLimit();

    /** Connections to each service, 1 or more: as many as this service works on requests. */
    @WithDefault("256")
    int maxConnections();
}
