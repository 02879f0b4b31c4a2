package io.breakwater.imageproxy.stats;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.imageproxy.host.HostSettings;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.Attempts;
import io.breakwater.imageproxy.tier.TierName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts who was asked for images, and what came of it. Hosts are kept apart here alone, as many as are known at once,
 * and never as a label of a metric: callers choose them.
 */
@Singleton
final class AttemptStatistics implements Attempts {

    private static final String METER = "breakwater.image.attempts";

    private final PerName<TierName, Tally> tiers = new PerName<>(TierName.class, _ -> new Tally());
    private final Cache<String, Tally> hosts;
    private final PerName<TierName, Counter> had;
    private final PerName<TierName, PerName<Reason, Counter>> left;

    AttemptStatistics(HostSettings settings, MeterRegistry meters) {
        this.hosts = Caffeine.newBuilder().maximumSize(settings.maxHosts()).build();
        this.had = new PerName<>(TierName.class, tier -> counter(meters, tier, "image"));
        this.left = new PerName<>(
                TierName.class, tier -> new PerName<>(Reason.class, reason -> counter(meters, tier, reason.slug())));
    }

    private static Counter counter(MeterRegistry meters, TierName tier, String result) {
        return Counter.builder(METER)
                .description("Places asked for images, by tier and by what came of it")
                .tag("tier", tier.slug())
                .tag("result", result)
                .register(meters);
    }

    @Override
    public void asked(TierName tier, String host, @Nullable Reason reason, Duration took) {
        tiers.of(tier).asked(reason, took);
        hosts.get(host, _ -> new Tally()).asked(reason, took);
        (reason == null ? had.of(tier) : left.of(tier).of(reason)).increment();
    }

    Tally of(TierName tier) {
        return tiers.of(tier);
    }

    /** The hosts that are known, those asked most first. */
    List<HostStatistics> hosts() {
        return hosts.asMap().entrySet().stream()
                .map(entry -> entry.getValue().ofHost(entry.getKey()))
                .sorted(Comparator.comparingLong(HostStatistics::asked)
                        .reversed()
                        .thenComparing(HostStatistics::host))
                .toList();
    }
}
