package io.breakwater.aireply.usage;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.queue.ManagedQueue;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.breakwater.resilience.store.Compiled;
import io.breakwater.resilience.store.LocalSchema;
import io.breakwater.resilience.store.LocalStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts that usage-service has not acknowledged yet, on disk and in the order in which they were served. A count whose
 * refusal is final is parked: out of the way, kept for a while, and tried again once after the next start.
 */
@Singleton
class UsageOutbox implements ManagedQueue {

    private final Compiled insert = new Compiled("""
            insert into usage_outbox (id, platform, user_id, metric, occurred_at, traceparent)
            values (?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing""");

    private final LocalStore store;
    private final UsageSettings settings;
    private final AtomicLong waiting = new AtomicLong();

    /** Counts that the disk was too slow for. Only the sender's thread takes any out. */
    private final ArrayBlockingQueue<UsageCount> late;

    /** Whether {@link #waiting} may be wrong: a write that failed for its caller may have been done all the same. */
    private volatile boolean miscounted;

    UsageOutbox(LocalStore store, UsageSettings settings) {
        this.store = store;
        this.settings = settings;
        this.late = new ArrayBlockingQueue<>(settings.lateCapacity());
    }

    /** A count and its place in the order. */
    record Row(long place, UsageCount count) {}

    @Produces
    @Singleton
    static LocalSchema schema() {
        return new LocalSchema("usage-outbox", """
                create table usage_outbox (
                  place integer primary key autoincrement,
                  id text not null unique,
                  platform text not null,
                  user_id text not null,
                  metric text not null,
                  occurred_at text not null,
                  traceparent text,
                  refused integer
                );
                create index usage_outbox_waiting on usage_outbox (place) where refused is null""");
    }

    /**
     * Keeps one: on disk, or in memory where the disk is only too slow, until {@link #catchUp()}.
     *
     * @return whether it is on disk
     * @throws ProblemException {@code storage-full} where too many wait, and what the store throws
     */
    boolean add(UsageCount count) {
        // Counted beside the table: count(*) walks over all that wait. Requests at the same moment may exceed it a
        // little.
        if (waiting() >= settings.outboxCapacity()) {
            throw ProblemException.of(ProblemCode.STORAGE_FULL, "Too many counts wait for usage-service");
        }
        try {
            waiting.addAndGet(store.write(connection -> insert(connection, count), settings.writeLimit()));
            return true;
        } catch (ProblemException failure) {
            miscounted = true;
            var slow = failure.code() == ProblemCode.TIMEOUT || failure.code() == ProblemCode.BULKHEAD_FULL;
            if (slow && late.offer(count)) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * Puts on disk what was held in memory, and counts anew what waits where that is in doubt. For the sender's thread
     * alone.
     */
    void catchUp() {
        var held = List.copyOf(late);
        if (!held.isEmpty()) {
            store.write(connection -> {
                for (var count : held) {
                    // It may be there already. Where it was sent and deleted too, usage-service knows it by its key.
                    insert(connection, count);
                }
                return held.size();
            });
            held.forEach(_ -> late.remove());
            miscounted = true;
        }
        if (miscounted) {
            // Before it is read: a write that fails meanwhile asks for another count.
            miscounted = false;
            recount();
        }
    }

    private void recount() {
        try {
            waiting.set(store.read(connection -> {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select count(*) from usage_outbox where refused is null")) {
                    rows.next();
                    return rows.getLong(1);
                }
            }));
        } catch (RuntimeException unreadable) {
            miscounted = true;
            throw unreadable;
        }
    }

    /** The first so many in their order. */
    List<Row> first(int most) {
        var rows = read(most);
        // Requests that are counted while it is counted anew may be counted twice, or not: seen here, put right next
        // time.
        if (rows.isEmpty() && waiting.get() != 0) {
            miscounted = true;
        }
        return rows;
    }

    private List<Row> read(int most) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("""
                    select place, id, platform, user_id, metric, occurred_at, traceparent
                    from usage_outbox where refused is null order by place limit ?""")) {
                select.setInt(1, most);
                try (var rows = select.executeQuery()) {
                    var found = new ArrayList<Row>();
                    while (rows.next()) {
                        found.add(row(rows));
                    }
                    return found;
                }
            }
        });
    }

    /**
     * Forgets those that were acknowledged and parks the others.
     *
     * @param acknowledged all between its first and its last that are not among the refused
     * @param refused and the status that says why
     */
    void settle(List<Row> acknowledged, Map<Row, Integer> refused) {
        if (acknowledged.isEmpty() && refused.isEmpty()) {
            return;
        }
        try {
            store.write(connection -> {
                // Parked first: what is between the others' first and last is not among them then.
                for (var row : refused.entrySet()) {
                    park(connection, row.getKey().place(), row.getValue());
                }
                delete(connection, acknowledged);
                return refused.isEmpty() ? 0 : forgetOldParked(connection);
            });
            waiting.addAndGet(-acknowledged.size() - refused.size());
        } catch (RuntimeException failure) {
            miscounted = true;
            throw failure;
        }
    }

    /** To be called once before the first row is sent: counts what waits, and gives what was parked another chance. */
    void open() {
        waiting.addAndGet(store.write(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("update usage_outbox set refused = null where refused is not null");
                try (var rows = statement.executeQuery("select count(*) from usage_outbox")) {
                    return rows.getLong(1);
                }
            }
        }));
    }

    /** How many wait to be sent. */
    long waiting() {
        return Math.max(0, waiting.get()) + late.size();
    }

    @Override
    public QueueSnapshot snapshot() {
        return QueueSnapshot.ofWork("usage-outbox", (int) waiting(), 0, settings.outboxCapacity());
    }

    private int insert(Connection connection, UsageCount count) throws SQLException {
        var statement = insert.on(connection);
        statement.setString(1, count.id());
        statement.setString(2, count.platform().slug());
        statement.setString(3, count.user().value());
        statement.setString(4, count.metric());
        statement.setString(5, count.occurredAt().toString());
        statement.setString(6, count.traceparent().orElse(null));
        return statement.executeUpdate();
    }

    /** At once: places only grow, so nothing new is among them, and one by one they cost more than to send them. */
    private static void delete(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var delete = connection.prepareStatement(
                "delete from usage_outbox where refused is null and place between ? and ?")) {
            delete.setLong(1, rows.getFirst().place());
            delete.setLong(2, rows.getLast().place());
            delete.executeUpdate();
        }
    }

    private static void park(Connection connection, long place, int status) throws SQLException {
        try (var update = connection.prepareStatement("update usage_outbox set refused = ? where place = ?")) {
            update.setInt(1, status);
            update.setLong(2, place);
            update.executeUpdate();
        }
    }

    private int forgetOldParked(Connection connection) throws SQLException {
        try (var delete = connection.prepareStatement("""
                delete from usage_outbox where place in (
                  select place from usage_outbox where refused is not null order by place desc limit -1 offset ?)""")) {
            delete.setInt(1, settings.parkedCapacity());
            return delete.executeUpdate();
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getLong("place"),
                new UsageCount(
                        rows.getString("id"),
                        Platform.parse(rows.getString("platform")),
                        UserId.parse(rows.getString("user_id")),
                        rows.getString("metric"),
                        Instant.parse(rows.getString("occurred_at")),
                        Optional.ofNullable(rows.getString("traceparent"))));
    }
}
