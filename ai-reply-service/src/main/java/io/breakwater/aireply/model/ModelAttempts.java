package io.breakwater.aireply.model;

import io.smallrye.faulttolerance.api.CustomBackoff;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Asks the model up to three times. Inside {@link ModelGateway}, whose breaker is to count requests: on this method it
 * would count attempts, and one unlucky request would open it.
 */
@ApplicationScoped
class ModelAttempts {

    private final LlmProvider provider;
    private final ModelSettings settings;
    private final InstantSource clock;

    ModelAttempts(LlmProvider provider, ModelSettings settings, InstantSource clock) {
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
    }

    // 120 s is the longest that a whole AI request may take, 60 s one call of the model.
    @Retry(
            maxRetries = 2,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            jitter = 0,
            maxDuration = 120,
            durationUnit = ChronoUnit.SECONDS)
    @CustomBackoff(ModelBackoff.class)
    @RetryWhen(exception = WorthRetrying.class)
    @Timeout(value = 60, unit = ChronoUnit.SECONDS)
    ChatAnswer ask(ModelCall call) {
        var started = clock.instant();
        if (!started.isBefore(call.end())) {
            throw ExcusedModelFailure.abandoned();
        }
        call.attempted();
        try {
            return call.checked(provider.complete(call.request()));
        } catch (ModelFailure failure) {
            throw worthWaiting(failure, call.end());
        } catch (InterruptedException ended) {
            // By the time limit, which fault tolerance tells by itself, or because nobody waits any longer.
            var had = Duration.between(started, clock.instant());
            throw had.compareTo(settings.fairTime()) >= 0 ? ModelFailure.tooSlow() : ExcusedModelFailure.abandoned();
        }
    }

    /** A wait that ends after the request is over, or after the longest backoff, is not begun. */
    private ModelFailure worthWaiting(ModelFailure failure, Instant end) {
        var wait = failure.retryAfter().orElse(Duration.ZERO);
        return failure.retryable()
                        && (wait.compareTo(ModelBackoff.LONGEST) > 0
                                || clock.instant().plus(wait).isAfter(end))
                ? failure.withoutRetry()
                : failure;
    }
}
