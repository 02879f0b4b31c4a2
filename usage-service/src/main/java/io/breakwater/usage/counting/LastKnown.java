package io.breakwater.usage.counting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.cache.ManagedCache;
import io.breakwater.resilience.fallback.FallbackSettings;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.erasure.Erasable;
import io.breakwater.usage.limit.Standing;
import io.breakwater.usage.period.Period;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the database last said of an account, for the time when it says nothing. Bounded. */
@Singleton
class LastKnown implements ManagedCache, Erasable {

    private static final int MOST_ENTRIES = 20_000;

    private final Cache<Key, Known> entries =
            Caffeine.newBuilder().maximumSize(MOST_ENTRIES).build();

    private final FallbackSettings settings;
    private final InstantSource clock;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private record Key(Account account, Period period) {}

    /**
     * What was said.
     *
     * @param at when something was said last
     * @param readAt when all metrics were read; null where only single ones are known, from increments
     */
    record Known(
            Map<String, Long> used, Instant at, @Nullable Instant readAt) {}

    LastKnown(FallbackSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void read(Account account, Period period, Map<String, Long> used) {
        var now = clock.instant();
        merge(new Key(account, period), used, now, now);
    }

    void counted(UsageEvent event, Outcome.Counted counted) {
        var now = clock.instant();
        var metric = event.metric().name();
        merge(new Key(event.account(), event.month()), Map.of(metric, counted.used()), now, null);
        for (var standing : counted.standings()) {
            merge(new Key(event.account(), standing.period()), Map.of(metric, standing.used()), now, null);
        }
    }

    void refused(Account account, List<Standing> standings) {
        var now = clock.instant();
        for (var standing : standings) {
            var used = Map.of(standing.metric().name(), standing.used());
            merge(new Key(account, standing.period()), used, now, null);
        }
    }

    /** For an answer: no older than a fallback may be that stands in. */
    Optional<Known> find(Account account, Period period) {
        var oldest = clock.instant().minus(settings.cacheTimeout());
        var known = latest(account, period).filter(k -> k.at().isAfter(oldest));
        (known.isPresent() ? hits : misses).increment();
        return known;
    }

    /** For a limit, however old: what was used by then is used. */
    Optional<Known> latest(Account account, Period period) {
        return Optional.ofNullable(entries.getIfPresent(new Key(account, period)));
    }

    @Override
    public long erase(UserId user) {
        var held = entries.asMap().keySet().stream()
                .filter(key -> key.account().user().equals(user))
                .toList();
        entries.invalidateAll(held);
        return held.size();
    }

    @Override
    public CacheSnapshot snapshot() {
        var found = hits.sum();
        var asked = found + misses.sum();
        return new CacheSnapshot(
                "usage-last-known",
                entries.estimatedSize(),
                MOST_ENTRIES,
                found,
                asked - found,
                0,
                asked == 0 ? 0 : 100.0 * found / asked);
    }

    @Override
    public long clear() {
        var size = entries.asMap().size();
        entries.invalidateAll();
        return size;
    }

    /** Counters only grow, so of two answers that overtook each other the larger is the newer. */
    private void merge(Key key, Map<String, Long> used, Instant at, @Nullable Instant readAt) {
        entries.asMap()
                .compute(
                        key,
                        (_, known) -> known == null
                                ? new Known(Map.copyOf(used), at, readAt)
                                : new Known(larger(known.used(), used), at, readAt == null ? known.readAt() : readAt));
    }

    static Map<String, Long> larger(Map<String, Long> one, Map<String, Long> other) {
        var merged = new TreeMap<>(one);
        other.forEach((metric, amount) -> merged.merge(metric, amount, Math::max));
        return merged;
    }
}
