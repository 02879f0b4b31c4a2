package io.breakwater.usage.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.erasure.Erasable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The limits that the database last told of, for the time when it tells nothing. Of accounts that have none nothing is
 * kept. Bounded, and never too old: an outage does not lift a limit.
 */
@Singleton
public class KnownLimits implements Erasable {

    private static final int MOST_ACCOUNTS = 20_000;

    private final Cache<Account, Limits> limits =
            Caffeine.newBuilder().maximumSize(MOST_ACCOUNTS).build();

    public void keep(Account account, Limits found) {
        if (found.byMetric().isEmpty()) {
            limits.invalidate(account);
        } else {
            limits.put(account, found);
        }
    }

    /** What the database told of one metric. */
    public void keep(Account account, Metric metric, List<Standing> standings) {
        limits.asMap().compute(account, (_, known) -> {
            var others = known == null ? Limits.NONE : known;
            if (standings.isEmpty() && others.of(metric).isEmpty()) {
                return known;
            }
            var windows = standings.stream()
                    .collect(Collectors.toMap(standing -> standing.period().window(), Standing::limit));
            var merged = others.with(metric, windows);
            return merged.byMetric().isEmpty() ? null : merged;
        });
    }

    @Override
    public long erase(UserId user) {
        var held = limits.asMap().keySet().stream()
                .filter(account -> account.user().equals(user))
                .toList();
        limits.invalidateAll(held);
        return held.size();
    }

    public Optional<Limits> find(Account account) {
        return Optional.ofNullable(limits.getIfPresent(account));
    }
}
