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

    /** What was said, and when. */
    record Known(Map<String, Long> used, Instant at) {}

    LastKnown(FallbackSettings settings, InstantSource clock) {
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumSize(MOST_ENTRIES)
                .expireAfterWrite(settings.cacheTimeout())
                .build();
    }

    void read(Account account, Period period, Map<String, Long> used) {
        merge(account, period, used);
    }

    void counted(UsageEvent event, long used) {
        merge(event.account(), event.month(), Map.of(event.metric().name(), used));
    }

    Optional<Known> find(Account account, Period period) {
        return Optional.ofNullable(entries.getIfPresent(new Key(account, period)));
    }

    /** Counters only grow, so of two answers that overtook each other the larger is the newer. */
    private void merge(Account account, Period period, Map<String, Long> used) {
        entries.asMap().compute(new Key(account, period), (_, known) -> {
            var merged = known == null ? new TreeMap<String, Long>() : new TreeMap<>(known.used());
            used.forEach((metric, amount) -> merged.merge(metric, amount, Math::max));
            return new Known(merged, clock.instant());
        });
    }
}
