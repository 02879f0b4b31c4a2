package io.breakwater.resilience.database;

import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.fallback.Fallbacks;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
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

/**
 * Does work on PostgreSQL and never waits for it longer than {@value #TIME_LIMIT_MS} ms: where it is away or hangs, the
 * answer says so and the caller turns to its own store. Blocks; call it from a virtual thread, whose interruption is
 * what cuts a hanging socket off.
 */
@ApplicationScoped
@IfBuildProperty(name = "breakwater.database.enabled", stringValue = "true")
public class DatabaseGateway {

    /** The name of the breaker and of the dependency. */
    public static final String NAME = "database";

    // Thresholds of the suite's contract for the database.
    private static final int FAILURES = 3;
    private static final long OPEN_MS = 30_000;
    private static final int SUCCESSES = 2;

    // Far below the 30 s that a query may take at the very most: callers have a durable store of their own to turn to.
    private static final long TIME_LIMIT_MS = 300;

    // As many as the pool has connections: one more would only wait for one.
    private static final int CONNECTIONS = 20;

    private final DatabaseConnection database;
    private final Fallbacks fallbacks;

    DatabaseGateway(DatabaseConnection database, Fallbacks fallbacks) {
        this.database = database;
        this.fallbacks = fallbacks;
    }

    @Produces
    @Singleton
    @IfBuildProperty(name = "breakwater.database.enabled", stringValue = "true")
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                DatabaseGateway.class,
                "call",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    /** Whether there is a database to call. */
    public boolean configured() {
        return database.configured();
    }

    /** Whether a call now has a chance: false while the database is known to be away. Answered from memory. */
    public boolean available() {
        return database.ready();
    }

    /** Does the work, once more where a pooled connection turned out to be dead. */
    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = BreakerHeldOpenException.class)
    @CircuitBreakerName(NAME)
    @Retry(
            maxRetries = 1,
            delay = 5,
            jitter = 5,
            delayUnit = ChronoUnit.MILLIS,
            retryOn = DeadConnectionException.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(CONNECTIONS)
    @Fallback(fallbackMethod = "away")
    @Gate(NAME)
    public <T> DatabaseReply<T> call(DatabaseWork<T> work) {
        try {
            database.requireSchema();
            return new DatabaseReply.Answered<>(work.run());
        } catch (Exception failure) {
            throw DeadConnectionException.unlessOther(failure);
        }
    }

    <T> DatabaseReply<T> away(DatabaseWork<T> work, Throwable failure) {
        return new DatabaseReply.Away<>(fallbacks.enter(NAME, RecoveryStrategy.QUEUE_FOR_LATER, failure));
    }
}
