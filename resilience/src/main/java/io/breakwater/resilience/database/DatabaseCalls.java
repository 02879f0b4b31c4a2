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
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/** The annotated half of {@link DatabaseGateway}: fault tolerance finds no fallback for a method with type variables. */
@ApplicationScoped
@IfBuildProperty(name = "breakwater.database.enabled", stringValue = "true")
class DatabaseCalls {

    private static final String NAME = DatabaseGateway.NAME;

    // Thresholds of the suite's contract for the database.
    private static final int FAILURES = 3;
    private static final long OPEN_MS = 30_000;
    private static final int SUCCESSES = 2;

    // Far below the 30 s that a query may take at the very most: callers have a durable store of their own to turn to.
    static final long TIME_LIMIT_MS = 300;

    // As many as a service works on at once. The pool queues them for its 20 connections, and the time limit bounds
    // that.
    private static final int CALLS = 256;

    private final DatabaseConnection database;
    private final Fallbacks fallbacks;

    DatabaseCalls(DatabaseConnection database, Fallbacks fallbacks) {
        this.database = database;
        this.fallbacks = fallbacks;
    }

    @Produces
    @Singleton
    @IfBuildProperty(name = "breakwater.database.enabled", stringValue = "true")
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                DatabaseCalls.class,
                "call",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    /** Does the work, once more where a pooled connection turned out to be dead. */
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
            retryOn = DeadConnectionException.class)
    @Timeout(TIME_LIMIT_MS)
    @Bulkhead(CALLS)
    @Fallback(fallbackMethod = "away")
    @Gate(NAME)
    public DatabaseReply<?> call(DatabaseWork<?> work) {
        try {
            database.requireSchema();
            return new DatabaseReply.Answered<>(work.run());
        } catch (Exception failure) {
            throw DeadConnectionException.unlessOther(failure);
        }
    }

    DatabaseReply<?> away(DatabaseWork<?> work, Throwable failure) {
        return new DatabaseReply.Away<>(fallbacks.enter(NAME, RecoveryStrategy.QUEUE_FOR_LATER, failure));
    }
}
