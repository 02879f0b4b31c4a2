package io.breakwater.imageproxy.guard;

import io.breakwater.imageproxy.outcome.FetchFailure;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Looks names up. */
@FunctionalInterface
interface Resolver {

    /**
     * All addresses of this name, at least one. Blocks no longer than the limit.
     *
     * @throws FetchFailure where there is none, or no answer in time
     */
    List<InetAddress> resolve(String name, Duration limit) throws FetchFailure, InterruptedException;
}
