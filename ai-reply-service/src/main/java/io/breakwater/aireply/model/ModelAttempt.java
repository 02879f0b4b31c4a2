package io.breakwater.aireply.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Asks the model once, within the time that one call may take. Waiting for a turn is outside of that time. */
@ApplicationScoped
class ModelAttempt {

    private final LlmProvider provider;
    private final ModelSettings settings;
    private final InstantSource clock;

    ModelAttempt(LlmProvider provider, ModelSettings settings, InstantSource clock) {
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
    }

    // 60 s is the longest that a call of the model may take.
    @Timeout(value = 60, unit = ChronoUnit.SECONDS)
    ChatAnswer ask(ModelCall call) {
        var started = clock.instant();
        if (!started.isBefore(call.end())) {
            throw ExcusedModelFailure.abandoned();
        }
        call.attempted();
        try {
            var parts = call.parts();
            return call.checked(
                    parts.isPresent()
                            ? provider.stream(call.request(), parts.get())
                            : provider.complete(call.request()));
        } catch (InterruptedException ended) {
            // By the time limit, which fault tolerance tells by itself, or because nobody waits any longer.
            var had = Duration.between(started, clock.instant());
            throw had.compareTo(settings.fairTime()) >= 0 ? ModelFailure.tooSlow() : ExcusedModelFailure.abandoned();
        }
    }
}
