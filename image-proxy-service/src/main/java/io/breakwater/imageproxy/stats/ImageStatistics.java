package io.breakwater.imageproxy.stats;

import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts what is served. The labels are our own words, never a host: there are as many of those as callers like. */
@Singleton
public class ImageStatistics {

    private final AttemptStatistics attempts;
    private final PerName<TierName, LoadTimes> times = new PerName<>(TierName.class, _ -> new LoadTimes());
    private final PerName<TierName, Timer> loads;
    private final PerName<Reason, Counter> left;

    ImageStatistics(AttemptStatistics attempts, MeterRegistry meters) {
        this.attempts = attempts;
        this.loads = new PerName<>(TierName.class, tier -> Timer.builder("breakwater.image.loads")
                .description("Images served, by the tier they came from")
                .tag("tier", tier.slug())
                .register(meters));
        this.left = new PerName<>(Reason.class, reason -> Counter.builder("breakwater.image.left")
                .description("Images that the first tier did not have, by the reason")
                .tag("reason", reason.slug())
                .register(meters));
    }

    /** @param took from the request to the answer */
    public void served(TierName tier, Duration took) {
        loads.of(tier).record(took);
        times.of(tier).record(took);
    }

    public void left(Reason reason) {
        left.of(reason).increment();
    }

    Map<String, TierStatistics> tiers() {
        var tiers = new TreeMap<String, TierStatistics>();
        for (var tier : TierName.values()) {
            var served = times.of(tier);
            var asked = attempts.of(tier);
            tiers.put(tier.slug(), new TierStatistics(served.count(), Times.of(served), asked.asked(), asked.left()));
        }
        return tiers;
    }

    /** Only those that occurred. */
    Map<String, Long> reasons() {
        var reasons = new TreeMap<String, Long>();
        for (var reason : Reason.values()) {
            var count = (long) left.of(reason).count();
            if (count > 0) {
                reasons.put(reason.slug(), count);
            }
        }
        return reasons;
    }
}
