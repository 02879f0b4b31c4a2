package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.url.ImageUrl;
import java.net.InetAddress;
import java.time.Duration;

/** Asks one address for one URL: the only place where connections are made. */
@FunctionalInterface
interface Connector {

    /**
     * Asks this address, and no other, for this URL; what it redirects to is not followed. Blocks no longer than the limit.
     *
     * @param order what else is wanted of the fetch, and what is known already
     * @throws FetchFailure where there is no whole body, no redirect, and not word that what is known is still the same
     */
    Answer get(ImageUrl url, InetAddress address, FetchOrder order, Duration limit)
            throws FetchFailure, InterruptedException;
}
