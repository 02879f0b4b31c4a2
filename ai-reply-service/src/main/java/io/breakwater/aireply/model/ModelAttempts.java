package io.breakwater.aireply.model;

import io.breakwater.resilience.breaker.Breaker;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.fallback.FallbackSettings;
import io.smallrye.faulttolerance.api.CustomBackoff;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Asks the model up to three times, each time when it is this request's turn: between two attempts the turn is another's.
 * Inside {@link ModelGateway}, whose breaker is to count requests: on this method it would count attempts, and one unlucky
 * request would open it.
 */
@ApplicationScoped
class ModelAttempts {

    private final ModelAttempt attempt;
    private final RetryBudget budget;
    private final FallbackSettings fallbacks;
    private final BreakerRegistry breakers;
    private final InstantSource clock;

    ModelAttempts(
            ModelAttempt attempt,
            RetryBudget budget,
            FallbackSettings fallbacks,
            BreakerRegistry breakers,
            InstantSource clock) {
        this.attempt = attempt;
        this.budget = budget;
        this.fallbacks = fallbacks;
        this.breakers = breakers;
        this.clock = clock;
    }

    // 120 s is the longest that a whole AI request may take.
    @Retry(
            maxRetries = 2,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            jitter = 0,
            maxDuration = 120,
            durationUnit = ChronoUnit.SECONDS)
    @CustomBackoff(ModelBackoff.class)
    @RetryWhen(exception = WorthRetrying.class)
    ChatAnswer ask(ModelCall call) throws InterruptedException {
        try {
            awaitTurn(call);
            if (!call.affordable()) {
                throw ExcusedModelFailure.tooDear();
            }
            if (call.attempts() == 0) {
                budget.called();
            }
            return attempt.ask(call);
        } catch (ModelFailure failure) {
            throw worthAnother(call, failure);
        } catch (TimeoutException slow) {
            throw worthAnother(call, ModelFailure.slowAttempt());
        } finally {
            call.place().giveBack();
        }
    }

    private void awaitTurn(ModelCall call) throws InterruptedException {
        switch (call.place().await()) {
            case GRANTED -> {
                // It may have opened while we waited, and those before us have done enough to find out.
                if (breakers.find(ModelGateway.NAME).map(Breaker::state).orElse(BreakerState.CLOSED)
                        == BreakerState.OPEN) {
                    throw ExcusedModelFailure.turnedAway();
                }
            }
            case EXPIRED -> throw ExcusedModelFailure.abandoned();
            case TURNED_AWAY -> throw ExcusedModelFailure.turnedAway();
        }
    }

    /**
     * The failure as one that is not worth another attempt where there would be none anyway, where a part of
     * an answer is out already, where the wait for it ends
     * after the request is over or after the longest backoff, or where too much of what is asked are retries already.
     */
    private ModelFailure worthAnother(ModelCall call, ModelFailure failure) {
        var wait = failure.retryAfter().orElse(Duration.ZERO);
        return failure.retryable()
                        && (call.told()
                                || call.attempts() > fallbacks.maxRetries()
                                || wait.compareTo(ModelBackoff.LONGEST) > 0
                                || clock.instant().plus(wait).isAfter(call.end())
                                || !budget.retry())
                ? failure.withoutRetry()
                : failure;
    }
}
