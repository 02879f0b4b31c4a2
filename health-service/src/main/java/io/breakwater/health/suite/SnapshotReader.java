package io.breakwater.health.suite;

import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.fallback.Fallbacks;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.breakwater.resilience.snapshot.Snapshot;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Reads the snapshots of the services' instances, each service through a breaker of its own, which opens when no instance
 * of it answers: annotations name a breaker, so there is a method for each. A read takes at most twice {@value #TIME_LIMIT_MS} ms and never fails for the service's sake.
 */
@ApplicationScoped
public class SnapshotReader {

    private static final String USAGE = "usage-service";
    private static final String IMAGE_PROXY = "image-proxy-service";
    private static final String AI_REPLY = "ai-reply-service";

    // The suite's contract for a service that another one calls.
    private static final int FAILURES = 5;
    private static final long OPEN_MS = 30_000;
    private static final int SUCCESSES = 2;

    // A snapshot is answered from memory in a few ms; with the pause between two looks it has to stay below 5 s.
    private static final long TIME_LIMIT_MS = 2_000;

    // One background thread reads each instance.
    private static final int AT_ONCE = 64;

    private final SnapshotClient client;
    private final Fallbacks fallbacks;

    SnapshotReader(SnapshotClient client, Fallbacks fallbacks) {
        this.client = client;
        this.fallbacks = fallbacks;
    }

    @Produces
    @Singleton
    static BreakerDefinition usageBreaker() {
        return breaker(USAGE, "usage");
    }

    @Produces
    @Singleton
    static BreakerDefinition imageProxyBreaker() {
        return breaker(IMAGE_PROXY, "imageProxy");
    }

    @Produces
    @Singleton
    static BreakerDefinition aiReplyBreaker() {
        return breaker(AI_REPLY, "aiReply");
    }

    private static BreakerDefinition breaker(String name, String method) {
        return new BreakerDefinition(
                name,
                SnapshotReader.class,
                method,
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class})
    @CircuitBreakerName(USAGE)
    @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = IOException.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(AT_ONCE)
    @Fallback(fallbackMethod = "usageAway")
    @Gate(USAGE)
    Reading usage(Target target) throws IOException, InterruptedException {
        return read(target);
    }

    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class})
    @CircuitBreakerName(IMAGE_PROXY)
    @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = IOException.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(AT_ONCE)
    @Fallback(fallbackMethod = "imageProxyAway")
    @Gate(IMAGE_PROXY)
    Reading imageProxy(Target target) throws IOException, InterruptedException {
        return read(target);
    }

    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class})
    @CircuitBreakerName(AI_REPLY)
    @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = IOException.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(AT_ONCE)
    @Fallback(fallbackMethod = "aiReplyAway")
    @Gate(AI_REPLY)
    Reading aiReply(Target target) throws IOException, InterruptedException {
        return read(target);
    }

    private Reading read(Target target) throws IOException, InterruptedException {
        try {
            return new Reading.Answered(client.fetch(target.service(), target.address()));
        } catch (IOException | ProblemException failure) {
            if (target.othersAnswer().getAsBoolean()) {
                // The service is there, so its breaker has nothing to learn from this.
                return new Reading.Failed(Failures.codeOf(failure));
            }
            throw failure;
        }
    }

    /** Asks outside the breaker, to see whether it may close. */
    @Timeout(TIME_LIMIT_MS)
    Snapshot probe(Target target) throws IOException, InterruptedException {
        return client.fetch(target.service(), target.address());
    }

    Reading usageAway(Target target, Throwable failure) {
        return away(USAGE, failure);
    }

    Reading imageProxyAway(Target target, Throwable failure) {
        return away(IMAGE_PROXY, failure);
    }

    Reading aiReplyAway(Target target, Throwable failure) {
        return away(AI_REPLY, failure);
    }

    /** What was last known stands in for what could not be read. */
    private Reading away(String service, Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException || failure instanceof BulkheadException) {
            return new Reading.NotAsked();
        }
        try {
            return new Reading.Failed(fallbacks.enter(service, RecoveryStrategy.CACHE_FALLBACK, failure));
        } catch (ProblemException fallbacksAreOff) {
            // To say that a service is away is this service's job, not a fallback of it.
            return new Reading.Failed(fallbacksAreOff.code());
        }
    }
}
