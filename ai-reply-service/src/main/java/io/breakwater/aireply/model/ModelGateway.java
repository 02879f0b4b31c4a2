package io.breakwater.aireply.model;

import io.breakwater.resilience.breaker.BreakerDefinition;
import io.breakwater.resilience.breaker.BreakerHeldOpenException;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.Gate;
import io.breakwater.resilience.fallback.Fallbacks;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * Asks the model and says what came of it. The breaker stands here and counts requests; retries, the wait for a turn
 * and the time limit of each attempt are inside, in {@link ModelAttempts}. Blocks; an interrupt aborts the call upstream.
 */
@ApplicationScoped
public class ModelGateway {

    /** The name of the breaker and of the dependency. */
    public static final String NAME = "ai-service";

    // Thresholds of the suite's contract for ai-service.
    private static final int FAILURES = 3;
    private static final long OPEN_MS = 60_000;
    private static final int SUCCESSES = 2;

    private final ModelAttempts attempts;
    private final Fallbacks fallbacks;

    ModelGateway(ModelAttempts attempts, Fallbacks fallbacks) {
        this.attempts = attempts;
        this.fallbacks = fallbacks;
    }

    @Produces
    @Singleton
    static BreakerDefinition breaker() {
        return new BreakerDefinition(
                NAME,
                ModelGateway.class,
                "ask",
                BreakerSettings.consecutive(FAILURES, Duration.ofMillis(OPEN_MS), SUCCESSES));
    }

    /**
     * Asks the model.
     *
     * @throws io.breakwater.resilience.problem.ProblemException why it did not answer, where fallbacks are switched off
     */
    @CircuitBreaker(
            requestVolumeThreshold = FAILURES,
            failureRatio = 1,
            delay = OPEN_MS,
            successThreshold = SUCCESSES,
            skipOn = {
                BreakerHeldOpenException.class,
                // Turned away here: no fault of the model.
                BulkheadException.class,
                ExcusedModelFailure.class,
                InterruptedException.class
            })
    @CircuitBreakerName(NAME)
    @Timeout(value = 120, unit = ChronoUnit.SECONDS)
    // The queue bounds what comes here; this only says so to fault tolerance, and is never reached.
    @Bulkhead(10_000)
    @Fallback(fallbackMethod = "away")
    @Gate(NAME)
    public ModelOutcome ask(ModelCall call) throws InterruptedException {
        return new ModelOutcome.Answered(attempts.ask(call), call.attempts());
    }

    ModelOutcome away(ModelCall call, Throwable failure) {
        var reason =
                switch (failure) {
                    case ExcusedModelFailure excused ->
                        fallbacks.enterExcused(NAME, RecoveryStrategy.DEFAULT_RESPONSE, excused.problem());
                    case ModelFailure model ->
                        fallbacks.enter(NAME, RecoveryStrategy.DEFAULT_RESPONSE, model.problem());
                    // Between two attempts, when nobody waited any longer.
                    case InterruptedException _ ->
                        fallbacks.enterExcused(
                                NAME,
                                RecoveryStrategy.DEFAULT_RESPONSE,
                                ExcusedModelFailure.abandoned().problem());
                    case Throwable other -> fallbacks.enter(NAME, RecoveryStrategy.DEFAULT_RESPONSE, other);
                };
        return new ModelOutcome.Away(reason, call.attempts());
    }
}
