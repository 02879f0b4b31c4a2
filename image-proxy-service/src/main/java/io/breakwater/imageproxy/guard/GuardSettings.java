package io.breakwater.imageproxy.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where images may be fetched from. */
@ConfigMapping(prefix = "breakwater.image.guard")
public interface GuardSettings {

    /** The ports that may be connected to. */
    @WithDefault("80,443")
    Set<Integer> ports();

    /**
     * The only hosts that may be asked, redirects included: {@code example.com} is that host, {@code *.example.com} all
     * below it. Any public host where this is not set.
     */
    Optional<List<String>> allowedHosts();

    /**
     * Special ranges that may be connected to all the same, such as {@code 127.0.0.0/8} for tests or one's own network
     * in which the images are. Opens a way into that network for whoever can call: none by default, and warned of.
     */
    Optional<List<String>> allowedRanges();

    /** How long a look-up of a name may take. */
    @WithDefault("2s")
    Duration lookupLimit();

    /** Name servers as {@code address:port} in place of the system's own. */
    Optional<List<String>> nameServers();
}
