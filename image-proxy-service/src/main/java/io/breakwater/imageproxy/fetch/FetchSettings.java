package io.breakwater.imageproxy.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of one fetch. */
@ConfigMapping(prefix = "breakwater.image.fetch")
public interface FetchSettings {

    /** All of it: look-up, connection, redirects, retry and body. At most 10 s, where the method's own limit cuts in. */
    @WithDefault("5500ms")
    Duration timeLimit();

    /** How long a connection may take to be there. */
    @WithDefault("2s")
    Duration connectLimit();

    /** The largest image, in bytes, compressed or not. */
    @WithDefault("20971520")
    int maxBytes();

    /** The bytes of all bodies under way together: what a flood of large images may take of the heap. */
    @WithDefault("134217728")
    long maxBytesInFlight();

    /** How many redirects are followed. */
    @WithDefault("3")
    int maxRedirects();

    /** The size of an answer's headers, in bytes. */
    @WithDefault("16384")
    int maxHeaderBytes();

    /** Fetches from one host at a time. */
    @WithDefault("16")
    int perHost();

    /** How long a fetch waits for its turn at a host. */
    @WithDefault("2s")
    Duration hostPatience();
}
