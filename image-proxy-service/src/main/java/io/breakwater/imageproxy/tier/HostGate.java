package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.fetch.FetchResult;
import io.breakwater.imageproxy.fetch.UpstreamClient;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import io.breakwater.resilience.breaker.KeyedBreakers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * The way to one host, for every tier: its permits, then its breaker, then the way out. The breaker is outside of the
 * retries, so it counts what was asked for, not attempts.
 */
@Singleton
class HostGate {

    private static final Logger LOG = Logger.getLogger(HostGate.class);

    private final UpstreamClient client;
    private final KeyedBreakers breakers;
    private final HostPermits permits;
    private final InstantSource clock;

    HostGate(UpstreamClient client, KeyedBreakers breakers, HostPermits permits, InstantSource clock) {
        this.client = client;
        this.breakers = breakers;
        this.permits = permits;
        this.clock = clock;
    }

    FetchResult fetch(ImageUrl url, Instant deadline) throws InterruptedException {
        var host = url.host().text();
        var permit = permits.enter(host, Duration.between(clock.instant(), deadline));
        if (permit.isEmpty()) {
            return new FetchResult.Left(Reason.BULKHEAD_FULL);
        }
        try {
            return breakers.forKey(host).call(() -> fetchOrFail(url, deadline), FetchResult.class);
        } catch (FetchFailure failed) {
            return new FetchResult.Left(failed.reason());
        } catch (CircuitBreakerOpenException open) {
            return new FetchResult.Left(Reason.CIRCUIT_OPEN);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception unexpected) {
            LOG.error("event=image-host-broken", unexpected);
            return new FetchResult.Left(Reason.INTERNAL);
        } finally {
            permit.get().release();
        }
    }

    /** A breaker learns from exceptions alone. */
    private FetchResult fetchOrFail(ImageUrl url, Instant deadline) throws FetchFailure, InterruptedException {
        return switch (client.fetch(url, deadline)) {
            case FetchResult.Fetched fetched -> fetched;
            // The host did its part when it redirected.
            case FetchResult.Left left when left.elsewhere() -> left;
            case FetchResult.Left left -> throw left.reason().failure();
        };
    }
}
