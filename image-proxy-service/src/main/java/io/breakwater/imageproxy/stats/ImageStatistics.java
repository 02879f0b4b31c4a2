package io.breakwater.imageproxy.stats;

import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what is served. The labels are our own words, never a host: there are as many of those as callers like. */
@Singleton
public class ImageStatistics {

    private final Map<TierName, Timer> loads;
    private final Map<Reason, Counter> left;

    ImageStatistics(MeterRegistry meters) {
        this.loads = byName(TierName.class, tier -> Timer.builder("breakwater.image.loads")
                .description("Images served, by the tier they came from")
                .tag("tier", tier.slug())
                .register(meters));
        this.left = byName(Reason.class, reason -> Counter.builder("breakwater.image.left")
                .description("Images that a tier did not have, by the reason")
                .tag("reason", reason.slug())
                .register(meters));
    }

    public void served(TierName tier, Duration took) {
        meter(loads, tier).record(took);
    }

    public void left(Reason reason) {
        meter(left, reason).increment();
    }

    Map<String, TierStatistics> tiers() {
        return loads.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().slug(),
                        entry -> TierStatistics.of(entry.getValue()),
                        (a, _) -> a,
                        TreeMap::new));
    }

    /** Only those that occurred. */
    Map<String, Long> reasons() {
        return left.entrySet().stream()
                .filter(entry -> entry.getValue().count() > 0)
                .collect(Collectors.toMap(
                        entry -> entry.getKey().slug(),
                        entry -> (long) entry.getValue().count(),
                        (a, _) -> a,
                        TreeMap::new));
    }

    private static <K extends Enum<K>, M> Map<K, M> byName(Class<K> names, Function<K, M> meter) {
        var meters = new EnumMap<K, M>(names);
        Arrays.stream(names.getEnumConstants()).forEach(name -> meters.put(name, meter.apply(name)));
        return meters;
    }

    private static <K, M> M meter(Map<K, M> meters, K name) {
        var meter = meters.get(name);
        if (meter == null) {
            throw new IllegalStateException("every name has its meter");
        }
        return meter;
    }
}
