package io.breakwater.aireply.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the model is asked again: 1 s, 2 s, 4 s, ... for an initial delay of 1 s, each with up to a
 * quarter more so that callers spread out, at most 30 s; longer where the model's Retry-After says so. Fault tolerance
 * makes one for each request.
 */
@RegisterForReflection
public final class ModelBackoff implements CustomBackoffStrategy {

    /** The longest wait. A model that asks for a longer one is not asked again. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final double SPREAD = 0.25;

    private final RandomGenerator random;
    private long nextMs = 1_000;

    public ModelBackoff() {
        // Fault tolerance calls this one by itself: there is nobody to hand in a generator.
        this(ThreadLocalRandom.current());
    }

    ModelBackoff(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void init(long initialDelayInMillis) {
        nextMs = initialDelayInMillis;
    }

    @Override
    public long nextDelayInMillis(Throwable failure) {
        var backoff = Math.min(LONGEST.toMillis(), nextMs + (long) (random.nextDouble() * SPREAD * nextMs));
        nextMs = Math.min(LONGEST.toMillis(), nextMs * 2);
        var asked = failure instanceof ModelFailure model
                ? model.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0L;
        return Math.max(backoff, asked);
    }
}
