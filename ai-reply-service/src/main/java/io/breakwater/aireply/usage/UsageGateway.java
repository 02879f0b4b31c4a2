package io.breakwater.aireply.usage;

import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.fallback.Fallbacks;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.breakwater.resilience.request.Deadline;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** The one way to usage-service. Never fails: what was not taken is said so, and is sent again. */
@ApplicationScoped
class UsageGateway {

    /** The name of the breaker and of the dependency. */
    static final String NAME = "usage-service";

    // Thresholds of the suite's contract for usage-service.
    private static final int FAILURES = 5;
    private static final long OPEN_MS = 30_000;
    private static final int SUCCESSES = 2;

    /** In the background nobody waits, but a hung call must not keep the counts behind it for long. */
    private static final long TIME_LIMIT_MS = 2_000;

    private final UsageApi api;
    private final Fallbacks fallbacks;
    private final InstantSource clock;

    UsageGateway(UsageApi api, Fallbacks fallbacks, InstantSource clock) {
        this.api = api;
        this.fallbacks = fallbacks;
        this.clock = clock;
    }

    @Produces
    @Singleton
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                UsageGateway.class,
                "send",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    /** Sends 1 to 1,000 counts. They may be sent twice: usage-service knows each by its id. */
    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            // A full bulkhead turned it away here, which is no fault of usage-service.
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class, InterruptedException.class})
    @CircuitBreakerName(NAME)
    @Retry(
            maxRetries = 2,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            jitter = 250,
            retryOn = IOException.class,
            abortOn = CircuitBreakerOpenException.class)
    @ExponentialBackoff
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(4)
    @Fallback(fallbackMethod = "away")
    @Gate(NAME)
    UsageReply send(List<UsageCount> counts) throws IOException, InterruptedException {
        return api.send(counts, new Deadline(clock.instant().plusMillis(TIME_LIMIT_MS)));
    }

    UsageReply away(List<UsageCount> counts, Throwable failure) {
        if (failure instanceof InterruptedException) {
            // The service is stopping, which the sender knows, or a time limit's interrupt came late. The flag must not
            // stay: the sender's next write would end at once.
            return new UsageReply.Away();
        }
        try {
            fallbacks.enter(NAME, RecoveryStrategy.QUEUE_FOR_LATER, failure);
        } catch (ProblemException fallbacksOff) {
            // The counts are on disk and stay there: this is no fallback that a caller could be spared.
            return new UsageReply.Away();
        }
        return new UsageReply.Away();
    }
}
