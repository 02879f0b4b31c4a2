package io.breakwater.usage.counting;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.store.SqlWork;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.erasure.Erasable;
import io.breakwater.usage.ledger.PendingEvents;
import io.breakwater.usage.period.Period;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events that a database which is configured has not acknowledged, on our own disk and in the order of arrival. An event
 * may be here and in the database at once, after a commit whose answer got lost; its id makes that harmless.
 */
@Singleton
class Journal implements PendingEvents, Erasable {

    private final LocalStore store;
    private final InstantSource clock;
    private final WaitingSums sums;

    /**
     * At least as many as wait, so that the hot path need not ask the disk whether anything does. Starts at 1, because a
     * start does not know yet; {@link #oldest} brings it back to 0.
     */
    private final AtomicLong waitingAtMost = new AtomicLong(1);

    private final AtomicInteger writing = new AtomicInteger();

    /** An event, its place in the order of arrival, and when it was taken in by our clock. */
    record Entry(long position, UsageEvent event, Instant keptAt) {}

    Journal(LocalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.sums = new WaitingSums(store);
    }

    /** Keeps the events; answers for each whether it is new, was here already, or contradicts what was here. */
    List<Kept> keep(List<UsageEvent> events) {
        writing.incrementAndGet();
        waitingAtMost.addAndGet(events.size());
        try {
            var now = clock.instant();
            return store.write(connection -> keep(connection, events, now));
        } finally {
            writing.decrementAndGet();
        }
    }

    private static List<Kept> keep(Connection connection, List<UsageEvent> events, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement("""
                        insert into usage_journal
                          (id, fingerprint, user_id, platform, metric, amount, occurred_at, kept_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """);
                var select = connection.prepareStatement("select fingerprint from usage_journal where id = ?")) {
            var kept = new ArrayList<Kept>(events.size());
            for (var event : events) {
                insert.setLong(8, now.toEpochMilli());
                kept.add(keep(insert, select, event));
            }
            return kept;
        }
    }

    /** What became of one event that was to be kept. */
    enum Kept {
        NEW,
        DUPLICATE,
        CONFLICT
    }

    private static Kept keep(PreparedStatement insert, PreparedStatement select, UsageEvent event) throws SQLException {
        insert.setString(1, event.id().toString());
        insert.setString(2, event.fingerprint().toString());
        insert.setString(3, event.account().user().value());
        insert.setString(4, event.account().platform().slug());
        insert.setString(5, event.metric().name());
        insert.setLong(6, event.amount());
        insert.setLong(7, event.occurredAt().toEpochMilli());
        if (insert.executeUpdate() == 1) {
            return Kept.NEW;
        }
        select.setString(1, event.id().toString());
        try (var row = select.executeQuery()) {
            return row.next() && row.getString(1).equals(event.fingerprint().toString())
                    ? Kept.DUPLICATE
                    : Kept.CONFLICT;
        }
    }

    /** The oldest entries, at most this many. */
    List<Entry> oldest(int most) {
        var before = waitingAtMost.get();
        var quiet = writing.get() == 0;
        var entries = store.read(connection -> {
            try (var select = connection.prepareStatement("select * from usage_journal order by position limit ?")) {
                select.setInt(1, most);
                return entries(select.executeQuery());
            }
        });
        // Nobody wrote since before the look, so it saw all there is.
        if (quiet && entries.isEmpty()) {
            waitingAtMost.compareAndSet(before, 0);
        }
        return entries;
    }

    /** Of these ids, those that wait here, each with its fingerprint. */
    Map<UUID, UUID> find(List<UUID> ids) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("select fingerprint from usage_journal where id = ?")) {
                var found = new HashMap<UUID, UUID>();
                for (var id : ids) {
                    select.setString(1, id.toString());
                    try (var row = select.executeQuery()) {
                        if (row.next()) {
                            found.put(id, UUID.fromString(row.getString(1)));
                        }
                    }
                }
                return found;
            }
        });
    }

    /** What waits for this account, the oldest first, at most this many. */
    List<Entry> of(Account account, int most) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("""
                    select * from usage_journal where user_id = ? and platform = ? order by position limit ?
                    """)) {
                select.setString(1, account.user().value());
                select.setString(2, account.platform().slug());
                select.setInt(3, most);
                return entries(select.executeQuery());
            }
        });
    }

    /** What waits for this account, added up, however much it is. */
    Waiting waiting(Account account, Period period) {
        return isEmpty() ? Waiting.NOTHING : sums.of(account, period);
    }

    /** Whether surely nothing waits. Answered from memory. */
    boolean isEmpty() {
        return sizeAtMost() == 0;
    }

    /** At least as many as wait, and 0 where surely nothing does. Answered from memory. */
    long sizeAtMost() {
        return waitingAtMost.get();
    }

    @Override
    public List<UUID> ids(int most) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("select id from usage_journal order by position limit ?")) {
                select.setInt(1, most);
                var ids = new ArrayList<UUID>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(UUID.fromString(rows.getString(1)));
                    }
                }
                return ids;
            }
        });
    }

    @Override
    public long size() {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("select count(*) from usage_journal")) {
                var row = select.executeQuery();
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }

    @Override
    public long erase(UserId user) {
        return remove(connection -> {
            try (var delete = connection.prepareStatement("delete from usage_journal where user_id = ?")) {
                delete.setString(1, user.value());
                return (long) delete.executeUpdate();
            }
        });
    }

    /** Forgets the oldest, up to this position: the database has committed them. */
    void forgetUpTo(long position) {
        var forgotten = remove(connection -> {
            try (var delete = connection.prepareStatement("delete from usage_journal where position <= ?")) {
                delete.setLong(1, position);
                return delete.executeUpdate();
            }
        });
        // Only a look at the disk may say that there is none: after a start there may be more than were counted.
        waitingAtMost.updateAndGet(atMost -> Math.max(1, atMost - forgotten));
    }

    private <T> T remove(SqlWork<T> work) {
        return sums.removing(() -> store.write(work));
    }

    private static List<Entry> entries(ResultSet rows) throws SQLException {
        var entries = new ArrayList<Entry>();
        while (rows.next()) {
            entries.add(new Entry(
                    rows.getLong("position"),
                    new UsageEvent(
                            UUID.fromString(rows.getString("id")),
                            UUID.fromString(rows.getString("fingerprint")),
                            new Account(
                                    Platform.parse(rows.getString("platform")),
                                    UserId.parse(rows.getString("user_id"))),
                            new Metric(rows.getString("metric")),
                            rows.getLong("amount"),
                            Instant.ofEpochMilli(rows.getLong("occurred_at"))),
                    Instant.ofEpochMilli(rows.getLong("kept_at"))));
        }
        return entries;
    }
}
