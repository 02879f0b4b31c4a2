package io.breakwater.health.suite;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the suite is watched. */
@ConfigMapping(prefix = "breakwater.watch")
public interface WatchSettings {

    /** Time between two looks at an instance that is well. The suite's contract: 30 s. */
    @WithDefault("30s")
    Duration interval();

    /** The same while somebody follows the stream, so that the numbers that they see are not old. */
    @WithDefault("2s")
    Duration liveInterval();

    /** Time between two looks at one that is not; with the time limit of a look it must stay well below 5 s. */
    @WithDefault("1s")
    Duration recoveryInterval();

    /** The largest snapshot that is read. One of 500 image hosts' breakers has about 150 KiB. */
    @WithDefault("2M")
    MemorySize maxSnapshot();

    /**
     * Where every instance of usage-service is: comma separated, {@code http://host:port} for one instance,
     * {@code dns://name:port} for all that a name stands for, such as that of a headless Service (whole, without search
     * domains). The service's own address where nothing is given.
     */
    Optional<List<URI>> usageServiceInstances();

    /** The same for image-proxy-service. */
    Optional<List<URI>> imageProxyServiceInstances();

    /** The same for ai-reply-service. */
    Optional<List<URI>> aiReplyServiceInstances();

    /** How often names are asked for the instances behind them. */
    @WithDefault("5s")
    Duration namesInterval();

    /** The name server, {@code host:port}; the machine's own where nothing is given. */
    Optional<String> nameServer();

    /** The most instances of one service that are watched, 1 or more. Ours. */
    @WithDefault("64")
    int maxInstances();
}
