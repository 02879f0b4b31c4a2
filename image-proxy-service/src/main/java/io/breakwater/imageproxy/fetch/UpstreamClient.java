package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.fallback.Fallbacks;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jboss.logging.Logger;

/** The one way out to image hosts. Never fails for their sake: says why there is no image. */
@ApplicationScoped
public class UpstreamClient {

    /** The breaker of the way out itself; hosts have their own. */
    public static final String NAME = "image-egress";

    private static final Logger LOG = Logger.getLogger(UpstreamClient.class);

    private static final int FAILURES = 5;
    // Nothing is asked while it is open, so the first sign of a network that is back is the next trial.
    private static final long OPEN_MS = 5_000;
    private static final int SUCCESSES = 2;

    // The contract's limit for outbound HTTP; what is left of the deadline is shorter as a rule.
    private static final long TIME_LIMIT_MS = 10_000;
    private static final int AT_ONCE = 128;

    private final Trail trail;
    private final Fallbacks fallbacks;

    UpstreamClient(Trail trail, Fallbacks fallbacks) {
        this.trail = trail;
        this.fallbacks = fallbacks;
    }

    @Produces
    @Singleton
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                UpstreamClient.class,
                "fetch",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    /**
     * Fetches an image, by the deadline. Blocks; when its thread is interrupted, the request ends with it. A second try
     * is made where the host failed in a way that may be over, as long as there is time.
     */
    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            failOn = FetchFailure.OfMachine.class,
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class})
    @CircuitBreakerName(NAME)
    @Retry(
            maxRetries = 1,
            delay = 100,
            jitter = 50,
            delayUnit = ChronoUnit.MILLIS,
            retryOn = FetchFailure.OfHostForAMoment.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(AT_ONCE)
    @Fallback(fallbackMethod = "leave")
    @Gate(NAME)
    public FetchResult fetch(ImageUrl url, Instant deadline) throws FetchFailure, InterruptedException {
        return new FetchResult.Fetched(trail.follow(url, deadline));
    }

    FetchResult leave(ImageUrl url, Instant deadline, Throwable failure) {
        var reason = Reason.of(failure);
        enter(reason, failure);
        return new FetchResult.Left(failure instanceof FetchFailure known ? known : reason.failure());
    }

    private void enter(Reason reason, Throwable failure) {
        if (reason == Reason.INTERNAL) {
            LOG.error("event=image-fetch-broken", failure);
        }
        try {
            fallbacks.enter(NAME, RecoveryStrategy.DEFAULT_RESPONSE, reason.problem());
        } catch (ProblemException switchedOff) {
            // Whoever asked turns the reason into this very problem: breakers and memory of refusals need it first.
            LOG.debugf("event=fallback-switched-off reason=%s", reason.slug());
        }
    }
}
