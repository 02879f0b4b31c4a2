package io.breakwater.imageproxy.host;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.resilience.breaker.KeyedBreakers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * The one way to a host: its rest, then its permits, then its breaker, each its own, so that one bad host leaves the
 * others alone. Permits come before the breaker, which would take a fetch that never had its turn for one that went well.
 */
@Singleton
public class Hosts {

    private static final Logger LOG = Logger.getLogger(Hosts.class);

    private final HostRests rests;
    private final HostBulkheads bulkheads;
    private final KeyedBreakers breakers;
    private final HostSettings settings;
    private final InstantSource clock;

    Hosts(
            HostRests rests,
            HostBulkheads bulkheads,
            KeyedBreakers breakers,
            HostSettings settings,
            InstantSource clock) {
        this.rests = rests;
        this.bulkheads = bulkheads;
        this.breakers = breakers;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Does this at that host, when it is its turn. Blocks.
     *
     * @throws FetchFailure what the work threw, or why it was not done: {@link Reason#RATE_LIMITED} while the host rests,
     *     {@link Reason#HOST_BUSY}, {@link Reason#CIRCUIT_OPEN}
     */
    public <T> T at(String host, Instant deadline, Class<T> type, Callable<T> work)
            throws FetchFailure, InterruptedException {
        if (rests.resting(host)) {
            throw Reason.RATE_LIMITED.failure();
        }
        var bulkhead = bulkheads.of(host);
        if (!bulkhead.enter(patience(deadline))) {
            throw Reason.HOST_BUSY.failure();
        }
        try {
            return breakers.forKey(host).call(work, type);
        } catch (FetchFailure failed) {
            if (failed.reason() == Reason.RATE_LIMITED && !(failed instanceof FetchFailure.Elsewhere)) {
                rests.rest(host, failed.rest());
            }
            throw failed;
        } catch (CircuitBreakerOpenException open) {
            throw Reason.CIRCUIT_OPEN.failure();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception unexpected) {
            LOG.error("event=image-host-broken", unexpected);
            throw Reason.INTERNAL.failure();
        } finally {
            bulkhead.leave();
        }
    }

    private Duration patience(Instant deadline) {
        var left = Duration.between(clock.instant(), deadline);
        return left.compareTo(settings.patience()) < 0 ? left : settings.patience();
    }
}
