package io.breakwater.usage.counting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Counts in PostgreSQL what fits its limits, and nothing of what does not. Exact, however many replicas do so at once:
 * the counters are locked before they are looked at, in the order in which {@link PostgresCounters} takes them.
 */
@Singleton
class PostgresQuotas {

    private static final String REMEMBER = """
            insert into usage_event (id, fingerprint)
            select id, fingerprint from unnest(?, ?) as i (id, fingerprint) order by id
            on conflict (id) do nothing
            returning id
            """;

    private static final String FIND = "select id, fingerprint from usage_event where id = any(?)";

    /** An update that changes nothing locks the row, and unlike a select for update it makes those that are missing. */
    private static final String LOCK = """
            insert into usage_counter as c (user_id, platform, metric, period, used)
            select distinct user_id, platform, metric, period, 0
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as i (id, fingerprint, user_id, platform, metric, amount, month, day, hour)
              cross join lateral (values (month), (day), (hour)) as p (period)
            order by user_id, platform, metric, period
            on conflict (user_id, platform, metric, period) do update set used = c.used
            """;

    private static final String COUNT = """
            update usage_counter c set used = c.used + s.amount
            from (
              select user_id, platform, metric, period, sum(amount) as amount
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                  as i (id, fingerprint, user_id, platform, metric, amount, month, day, hour)
                cross join lateral (values (month), (day), (hour)) as p (period)
              group by user_id, platform, metric, period
            ) s
            where c.user_id = s.user_id and c.platform = s.platform and c.metric = s.metric and c.period = s.period
            """;

    private static final String FORGET = "delete from usage_event where id = any(?)";

    private static final String BOOK = """
            insert into usage_ledger as l (shard, committed) values (pg_backend_pid() % 256, ?)
            on conflict (shard) do update set committed = l.committed + excluded.committed
            """;

    private static final String USED = """
            select i.id, coalesce(c.used, 0) as used
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as i (id, fingerprint, user_id, platform, metric, amount, month, day, hour)
              left join usage_counter c on c.user_id = i.user_id and c.platform = i.platform and c.metric = i.metric
                and c.period = i.month
            """;

    private final Instance<AgroalDataSource> pool;

    PostgresQuotas(Instance<AgroalDataSource> pool) {
        this.pool = pool;
    }

    /** As {@link PostgresCounters#commit}, but an event that does not fit its limits is not counted. */
    Map<UUID, Outcome> commit(List<UsageEvent> events) throws SQLException {
        try (var connection = pool.get().getConnection()) {
            connection.setAutoCommit(false);
            try {
                var outcomes = count(connection, events);
                connection.commit();
                return outcomes;
            } catch (SQLException | RuntimeException failure) {
                rollback(connection, failure);
                throw failure;
            }
        }
    }

    /** The pool would commit what is left open. */
    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException dead) {
            failure.addSuppressed(dead);
        }
    }

    private static Map<UUID, Outcome> count(Connection connection, List<UsageEvent> events) throws SQLException {
        var fresh = remember(connection, events);
        lock(connection, events);
        var admission = new Admission(PostgresCounters.standings(connection, events));
        var admitted = new ArrayList<UsageEvent>();
        var refused = new HashMap<UUID, Outcome>();
        for (var event : events) {
            if (fresh.contains(event.id())) {
                admission
                        .refusal(event)
                        .ifPresentOrElse(refusal -> refused.put(event.id(), refusal), () -> admitted.add(event));
            }
        }
        add(connection, admitted);
        forget(connection, refused.keySet());
        return outcomes(connection, events, fresh, refused);
    }

    private static Set<UUID> remember(Connection connection, List<UsageEvent> events) throws SQLException {
        try (var insert = connection.prepareStatement(REMEMBER)) {
            insert.setArray(
                    1, uuids(connection, events.stream().map(UsageEvent::id).toList()));
            insert.setArray(
                    2,
                    uuids(
                            connection,
                            events.stream().map(UsageEvent::fingerprint).toList()));
            var fresh = new HashSet<UUID>();
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getObject(1, UUID.class));
                }
            }
            return fresh;
        }
    }

    private static void lock(Connection connection, List<UsageEvent> events) throws SQLException {
        try (var insert = connection.prepareStatement(LOCK)) {
            EventArrays.bind(connection, insert, events);
            insert.executeUpdate();
        }
    }

    private static void add(Connection connection, List<UsageEvent> admitted) throws SQLException {
        if (admitted.isEmpty()) {
            return;
        }
        try (var count = connection.prepareStatement(COUNT);
                var book = connection.prepareStatement(BOOK)) {
            EventArrays.bind(connection, count, admitted);
            count.executeUpdate();
            book.setLong(1, admitted.size());
            book.executeUpdate();
        }
    }

    private static void forget(Connection connection, Set<UUID> refused) throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        try (var delete = connection.prepareStatement(FORGET)) {
            delete.setArray(1, uuids(connection, refused));
            delete.executeUpdate();
        }
    }

    private static Map<UUID, Outcome> outcomes(
            Connection connection, List<UsageEvent> events, Set<UUID> fresh, Map<UUID, Outcome> refused)
            throws SQLException {
        var fingerprints = fingerprints(connection, events);
        var standings = PostgresCounters.standings(connection, events);
        var used = used(connection, events);
        var outcomes = new HashMap<>(refused);
        for (var event : events) {
            var kept = fingerprints.get(event.id());
            if (!refused.containsKey(event.id())) {
                outcomes.put(
                        event.id(),
                        event.fingerprint().equals(kept)
                                ? new Outcome.Counted(
                                        used.getOrDefault(event.id(), 0L),
                                        !fresh.contains(event.id()),
                                        Durability.POSTGRES,
                                        standings.getOrDefault(event.id(), List.of()))
                                : new Outcome.Conflict());
            }
        }
        return outcomes;
    }

    private static Map<UUID, UUID> fingerprints(Connection connection, List<UsageEvent> events) throws SQLException {
        try (var select = connection.prepareStatement(FIND)) {
            select.setArray(
                    1, uuids(connection, events.stream().map(UsageEvent::id).toList()));
            var fingerprints = new HashMap<UUID, UUID>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    fingerprints.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                }
            }
            return fingerprints;
        }
    }

    private static Map<UUID, Long> used(Connection connection, List<UsageEvent> events) throws SQLException {
        try (var select = connection.prepareStatement(USED)) {
            EventArrays.bind(connection, select, events);
            var used = new HashMap<UUID, Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    used.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
            return used;
        }
    }

    private static Array uuids(Connection connection, Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }
}
