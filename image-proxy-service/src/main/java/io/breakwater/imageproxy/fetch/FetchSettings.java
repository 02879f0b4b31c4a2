package io.breakwater.imageproxy.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of one fetch. */
@ConfigMapping(prefix = "breakwater.image.fetch")
public interface FetchSettings {

    /**
     * All of it, over all tiers: look-ups, connections, redirects, retries and bodies. What is left of the 6 s that an
     * image may take goes to the answer itself.
     */
    @WithDefault("5500ms")
    Duration timeLimit();

    /** How long a connection may take to be there. */
    @WithDefault("2s")
    Duration connectLimit();

    /** The largest image, in bytes, compressed or not. */
    @WithDefault("20971520")
    int maxBytes();

    /**
     * The bytes of all bodies under way together, those of buffers being enlarged included: what a flood of large images
     * may take of the heap. At least twice {@link #maxBytes}, or the largest image has no room.
     */
    @WithDefault("41943040")
    long maxBytesInFlight();

    /** How many redirects are followed. */
    @WithDefault("3")
    int maxRedirects();

    /** The size of an answer's headers, in bytes. */
    @WithDefault("16384")
    int maxHeaderBytes();
}
