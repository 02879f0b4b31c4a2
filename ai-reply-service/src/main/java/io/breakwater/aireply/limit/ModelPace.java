package io.breakwater.aireply.limit;

import io.breakwater.aireply.dispatch.Pace;
import io.breakwater.resilience.snapshot.RateLimiter;
import io.breakwater.resilience.snapshot.RateLimiterSnapshot;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** How often the model is asked, over all replicas. It turns nobody away: whoever comes too early waits in the queue. */
@Singleton
public final class ModelPace implements Pace, RateLimiter {

    private static final String NAME = "model";

    private final Buckets buckets;
    private final Optional<Rate> rate;
    private final LongAdder permitted = new LongAdder();

    ModelPace(Buckets buckets, LimitSettings settings) {
        this.buckets = buckets;
        this.rate = settings.modelRate() == 0
                ? Optional.empty()
                : Optional.of(new Rate(settings.modelRate(), settings.modelBurst()));
    }

    @Override
    public void await() throws InterruptedException {
        if (rate.isPresent()) {
            for (var take = buckets.take(NAME, rate.get()); !take.granted(); take = buckets.take(NAME, rate.get())) {
                Thread.sleep(take.pause());
            }
        }
        permitted.increment();
    }

    @Override
    public RateLimiterSnapshot snapshot() {
        return new RateLimiterSnapshot(NAME, permitted.sum(), 0);
    }
}
