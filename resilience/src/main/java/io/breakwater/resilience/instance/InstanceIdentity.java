package io.breakwater.resilience.instance;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which instance this is: the service's name and version, and an id that no other instance has. */
// Made at the start: made at its first use, its uptime would begin with the first question for it.
@Startup
@Singleton
public final class InstanceIdentity {

    private final String service;
    private final String version;
    private final String instance;
    private final InstantSource clock;
    private final Instant started;

    InstanceIdentity(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "HOSTNAME") Optional<String> host,
            InstantSource clock) {
        this.service = service;
        this.version = version;
        this.clock = clock;
        this.started = clock.instant();
        // The host's name alone is shared by all that run on one laptop, and a pod's survives a restart.
        this.instance = host.orElse(service) + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    public String service() {
        return service;
    }

    public String version() {
        return version;
    }

    public String instance() {
        return instance;
    }

    public String profile() {
        return String.join(",", ConfigUtils.getProfiles());
    }

    public Duration uptime() {
        return Duration.between(started, clock.instant());
    }

    /** The clock that everything else in the process asks. */
    @Produces
    @Singleton
    static InstantSource clock() {
        return InstantSource.system();
    }
}
