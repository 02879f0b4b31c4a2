package io.breakwater.usage.counting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.fallback.FallbackSettings;
import io.breakwater.usage.period.Period;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the database last said of an account, for the time when it says nothing. Bounded, and kept no longer than a
 * fallback may stand in.
 */
@Singleton
class LastKnown {

    private static final int MOST_ENTRIES = 20_000;

    private final Cache<Key, Known> entries;
    private final InstantSource clock;

    private record Key(Account account, Period period) {}

    /**
     * What was said.
     *
     * @param readAt when all metrics were read; null where only single ones are known, from increments
     */
    record Known(Map<String, Long> used, @Nullable Instant readAt) {}

    LastKnown(FallbackSettings settings, InstantSource clock) {
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumSize(MOST_ENTRIES)
                .expireAfterWrite(settings.cacheTimeout())
                .build();
    }

    void read(Account account, Period period, Map<String, Long> used) {
        merge(account, period, used, clock.instant());
    }

    void counted(UsageEvent event, long used) {
        merge(event.account(), event.month(), Map.of(event.metric().name(), used), null);
    }

    Optional<Known> find(Account account, Period period) {
        return Optional.ofNullable(entries.getIfPresent(new Key(account, period)));
    }

    /** Counters only grow, so of two answers that overtook each other the larger is the newer. */
    private void merge(Account account, Period period, Map<String, Long> used, @Nullable Instant readAt) {
        entries.asMap()
                .compute(
                        new Key(account, period),
                        (_, known) -> known == null
                                ? new Known(Map.copyOf(used), readAt)
                                : new Known(larger(known.used(), used), readAt == null ? known.readAt() : readAt));
    }

    static Map<String, Long> larger(Map<String, Long> one, Map<String, Long> other) {
        var merged = new TreeMap<>(one);
        other.forEach((metric, amount) -> merged.merge(metric, amount, Math::max));
        return merged;
    }
}
