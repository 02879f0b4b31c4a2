package io.breakwater.aireply.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the model is asked again: anything from nothing up to 1 s, 2 s, 4 s, ... for an initial delay of
 * 1 s, at most 30 s (full jitter: callers that failed together do not come back together); longer where the model's
 * Retry-After says so. Fault tolerance makes one for each request.
 */
@RegisterForReflection
public final class ModelBackoff implements CustomBackoffStrategy {

    /** The longest wait. A model that asks for a longer one is not asked again. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private long nextMs = 1_000; // the longest of the next wait

    public ModelBackoff() {
        // Fault tolerance calls this one by itself: there is nobody to hand in a generator.
        this(ThreadLocalRandom.current());
    }

    ModelBackoff(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void init(long initialDelayInMillis) {
        nextMs = Math.min(LONGEST.toMillis(), initialDelayInMillis);
    }

    @Override
    public long nextDelayInMillis(Throwable failure) {
        var backoff = (long) (random.nextDouble() * nextMs);
        nextMs = Math.min(LONGEST.toMillis(), nextMs * 2);
        var asked = failure instanceof ModelFailure model
                ? model.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0L;
        return Math.max(backoff, asked);
    }
}
