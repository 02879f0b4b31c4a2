package io.breakwater.aireply.flight;

import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.fallback.Fallbacks;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.breakwater.resilience.redis.RedisGateway;
import io.breakwater.resilience.redis.RedisReply;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Leases' one way to Redis. More patient than that of the caches: a Redis that is slow is worth waiting for, because a
 * model takes seconds and costs money, and one that hangs is found out by a breaker of its own. Never fails for Redis' sake.
 */
@ApplicationScoped
class LeaseGateway {

    /** The name of the breaker. */
    static final String NAME = "redis-lease";

    // Ours: so many answers are late by the time limit when Redis begins to hang.
    private static final int FAILURES = 3;

    // As the suite's contract has them for redis.
    private static final long OPEN_MS = 15_000;
    private static final int SUCCESSES = 2;

    /** Ten times the caches' patience. Bursts on a JVM that has just started took up to 0.4 s. */
    private static final long TIME_LIMIT_MS = 1_000;

    /**
     * Well above the time limit, which is the one that is felt: an answer that is only late must not cost the connection, and
     * what is sent on it next a connection that is slow to make.
     */
    private static final Duration CONNECTION_LIMIT = Duration.ofMillis(2 * TIME_LIMIT_MS);

    private final LeaseConnection connection;
    private final Fallbacks fallbacks;

    LeaseGateway(LeaseConnection connection, Fallbacks fallbacks) {
        this.connection = connection;
        this.fallbacks = fallbacks;
    }

    @Produces
    @Singleton
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                LeaseGateway.class,
                "send",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    boolean configured() {
        return connection.configured();
    }

    /** Sends one command. Retried once on a new connection where the old one was lost: it must bear being sent twice. */
    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class, InterruptedException.class})
    @CircuitBreakerName(NAME)
    @Retry(
            maxRetries = 1,
            delay = 5,
            jitter = 5,
            delayUnit = ChronoUnit.MILLIS,
            abortOn = {
                CircuitBreakerOpenException.class,
                BulkheadException.class,
                TimeoutException.class,
                InterruptedException.class
            })
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(512)
    @Fallback(fallbackMethod = "away")
    @Gate(NAME)
    RedisReply send(Request command) throws InterruptedException {
        return new RedisReply.Answered(connection.send(command, CONNECTION_LIMIT));
    }

    /** Whoever is interrupted is not wanted any more, which is no failure of Redis; its next wait shall end at once. */
    RedisReply away(Request command, Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new RedisReply.Away(ProblemCode.TIMEOUT);
        }
        return new RedisReply.Away(fallbacks.enter(RedisGateway.NAME, RecoveryStrategy.CACHE_FALLBACK, failure));
    }
}
