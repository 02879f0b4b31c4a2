package io.breakwater.usage.counting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.period.Period;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What waits in the journal, added up by account. A hot account of a long outage has many thousand entries and is asked
 * for with each group of events, so that a sum is remembered with the position up to which it was made, and only what came
 * after is read. Positions grow in the order of commits, because the store has one writer, and are never used again.
 */
final class WaitingSums {

    private static final int MOST_SUMS = 10_000;

    private final LocalStore store;
    private final Cache<Key, Sum> sums =
            Caffeine.newBuilder().maximumSize(MOST_SUMS).build();

    /** How often something was taken out of the journal: a sum of before that holds no more. */
    private final AtomicLong removals = new AtomicLong();

    /** Removals that ended in a failure: such a one may still be done, at any time until a later one has ended well. */
    private final AtomicLong doubts = new AtomicLong();

    private final AtomicLong settledDoubts = new AtomicLong();

    private record Key(Account account, Period period) {}

    private record Sum(long removals, long position, Waiting waiting) {}

    WaitingSums(LocalStore store) {
        this.store = store;
    }

    Waiting of(Account account, Period period) {
        var key = new Key(account, period);
        if (settledDoubts.get() < doubts.get()) {
            return store.read(connection -> add(connection, new Sum(0, 0, Waiting.NOTHING), key))
                    .waiting();
        }
        var now = removals.get();
        var known = sums.getIfPresent(key);
        var from = known == null || known.removals() != now ? new Sum(now, 0, Waiting.NOTHING) : known;
        var sum = store.read(connection -> add(connection, from, key));
        sums.put(key, sum);
        return sum.waiting();
    }

    /** Takes something out of the journal. No sum of before holds after it. */
    <T> T removing(Supplier<T> removal) {
        var before = doubts.get();
        try {
            var removed = removal.get();
            settledDoubts.accumulateAndGet(before, Math::max);
            return removed;
        } catch (RuntimeException failure) {
            doubts.incrementAndGet();
            throw failure;
        } finally {
            removals.incrementAndGet();
            sums.invalidateAll();
        }
    }

    private static Sum add(Connection connection, Sum from, Key key) throws SQLException {
        try (var select = connection.prepareStatement("""
                select metric,
                       count(*) as events,
                       sum(case when occurred_at >= ? and occurred_at < ? then amount else 0 end) as amount,
                       max(position) as position
                from usage_journal where user_id = ? and platform = ? and position > ? group by metric
                """)) {
            select.setLong(1, key.period().start().toEpochMilli());
            select.setLong(2, key.period().end().toEpochMilli());
            select.setString(3, key.account().user().value());
            select.setString(4, key.account().platform().slug());
            select.setLong(5, from.position());
            var amounts = new TreeMap<>(from.waiting().amounts());
            var events = from.waiting().events();
            var position = from.position();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events += rows.getLong("events");
                    position = Math.max(position, rows.getLong("position"));
                    if (rows.getLong("amount") > 0) {
                        amounts.merge(rows.getString("metric"), rows.getLong("amount"), Long::sum);
                    }
                }
            }
            return new Sum(from.removals(), position, new Waiting(amounts, events));
        }
    }
}
