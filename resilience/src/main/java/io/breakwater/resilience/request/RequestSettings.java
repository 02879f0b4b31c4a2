package io.breakwater.resilience.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of a request this service takes on. The numbers are those of the suite's contract, unless said otherwise. */
@ConfigMapping(prefix = "breakwater.request")
public interface RequestSettings {

    /** The longest a request may take. ai-reply-service sets 120 s, bulk services 5 min. */
    @WithDefault("30s")
    Duration timeLimit();

    /** A request that used this part of its limit is logged and counted as slow, 0 to 1. */
    @WithDefault("0.8")
    double slowAt();

    /** Requests on /api that are worked on at once; the next ones are turned away. Ours: virtual threads are cheap. */
    @WithDefault("256")
    int maxConcurrent();

    /** The largest body. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** All headers together, names and values. */
    @WithDefault("16K")
    MemorySize maxHeaderSize();

    /** Path and query together, in bytes. */
    @WithDefault("8K")
    MemorySize maxUrlLength();

    /** From the end of the headers to the end of the body. Ours: 1 MiB in 10 s is 0.8 Mbit/s. */
    @WithDefault("10s")
    Duration bodyTimeLimit();

    /** All bodies that are being received, together. Ours: what a container of 256 MiB can spare. */
    @WithDefault("64M")
    MemorySize maxBodiesTotal();
}
