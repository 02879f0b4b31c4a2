package io.breakwater.resilience.redis;

import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.fallback.Fallbacks;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * Sends commands to Redis and never fails for its sake: where Redis is away the answer says so, within
 * {@value #TIME_LIMIT_MS} ms. Blocks; call it from a virtual thread, and only while {@link #configured()}.
 */
@ApplicationScoped
public class RedisGateway {

    /** The name of the breaker and of the dependency. */
    public static final String NAME = "redis";

    // Thresholds of the suite's contract for redis.
    private static final int FAILURES = 5;
    private static final long OPEN_MS = 15_000;
    private static final int SUCCESSES = 2;

    // Far below the 5 s that a Redis call may take at the very most: on a hot path a slow cache is worse than none.
    private static final long TIME_LIMIT_MS = 100;

    private final RedisConnection connection;
    private final Fallbacks fallbacks;

    RedisGateway(RedisConnection connection, Fallbacks fallbacks) {
        this.connection = connection;
        this.fallbacks = fallbacks;
    }

    @Produces
    @Singleton
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                RedisGateway.class,
                "send",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    /** Whether there is a Redis to send to. */
    public boolean configured() {
        return connection.configured();
    }

    /** Sends one command. Retried once where the connection was refused or lost, so it must bear being sent twice. */
    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = {BreakerHeldOpenException.class, BulkheadException.class})
    @CircuitBreakerName(NAME)
    @Retry(
            maxRetries = 1,
            delay = 5,
            jitter = 5,
            delayUnit = ChronoUnit.MILLIS,
            retryOn = {ConnectException.class, java.nio.channels.ClosedChannelException.class})
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(256)
    @Fallback(fallbackMethod = "away")
    @Gate(NAME)
    public RedisReply send(Request command) {
        return new RedisReply.Answered(
                Optional.ofNullable(connection.client().send(command).await().indefinitely()));
    }

    RedisReply away(Request command, Throwable failure) {
        return new RedisReply.Away(fallbacks.enter(NAME, RecoveryStrategy.CACHE_FALLBACK, failure));
    }
}
