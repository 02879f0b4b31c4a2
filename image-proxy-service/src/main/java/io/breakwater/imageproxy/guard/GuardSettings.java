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
     * The only hosts that may be asked, by whichever tier, redirects included: {@code example.com} is that host, {@code
     * *.example.com} all below it. Any public host where this is not set.
     */
    Optional<List<String>> allowedHosts();

    /**
     * Special ranges that may be connected to all the same, such as {@code 127.0.0.0/8} for tests or one's own network
     * in which the images are. Opens a way into that network for whoever can call: none by default, and warned of.
     */
    Optional<List<String>> allowedRanges();

    /**
     * Ranges that look public and may not be connected to all the same: one's own servers with public addresses, or the
     * prefix with which one's own network carries IPv4 in IPv6 (NAT64 with a prefix of its own). None by default.
     */
    Optional<List<String>> refusedRanges();

    /** How long a look-up of a name may take. */
    @WithDefault("2s")
    Duration lookupLimit();

    /**
     * Name servers as {@code address} or {@code address:port} (IPv6 in brackets) in place of those in
     * {@code /etc/resolv.conf}. To be set where there is no such file.
     */
    Optional<List<String>> nameServers();
}
