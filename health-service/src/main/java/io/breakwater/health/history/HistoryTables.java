package io.breakwater.health.history;

import io.breakwater.resilience.store.LocalSchema;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The history in SQL that PostgreSQL and SQLite both understand; the tables are the same in both. */
final class HistoryTables {

    private HistoryTables() {}

    @Produces
    @Singleton
    static LocalSchema schema() {
        return new LocalSchema("health-history", """
                create table health_history (
                  component text not null,
                  at integer not null,
                  status text not null,
                  latency_ms real,
                  detail text,
                  changed integer not null,
                  primary key (component, at)
                ) without rowid;
                create index health_history_at on health_history (at);
                """, """
                create index health_history_changed on health_history (component, at) where changed = 1;
                create index health_history_plain on health_history (at) where changed = 0;
                create table health_history_sum (
                  component     text not null,
                  grain         text not null,
                  at            integer not null,
                  up_ms         integer not null,
                  down_ms       integer not null,
                  worst         integer not null,
                  latency_sum   real not null,
                  latency_count integer not null,
                  primary key (component, grain, at)
                ) without rowid;
                create index health_history_sum_at on health_history_sum (grain, at);
                create table health_history_mark (
                  name text primary key,
                  at   integer not null
                ) without rowid;
                """);
    }

    /** Of two checks within a millisecond the later one is what was so. Doing it again changes nothing. */
    static int add(Connection connection, List<HistoryEntry> entries) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into health_history (component, at, status, latency_ms, detail, changed)
                values (?, ?, ?, ?, ?, ?)
                on conflict (component, at) do update set status = excluded.status,
                  latency_ms = excluded.latency_ms, detail = excluded.detail,
                  changed = case when excluded.changed > health_history.changed then excluded.changed
                    else health_history.changed end
                """)) {
            for (var entry : entries) {
                insert.setString(1, entry.component());
                insert.setLong(2, entry.at());
                insert.setString(3, entry.status());
                insert.setObject(4, entry.latencyMs(), Types.DOUBLE);
                insert.setString(5, entry.detail());
                insert.setInt(6, entry.changed() ? 1 : 0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return entries.size();
    }

    /** What lies between two changes, a bounded bite of it. */
    static int forgetChecks(Connection connection, Instant before, int atMost) throws SQLException {
        return delete(connection, """
                delete from health_history where (component, at) in
                  (select component, at from health_history where changed = 0 and at < ? limit ?)
                """, before, atMost);
    }

    static int forgetAll(Connection connection, Instant before, int atMost) throws SQLException {
        return delete(connection, """
                delete from health_history where (component, at) in
                  (select component, at from health_history where at < ? limit ?)
                """, before, atMost);
    }

    static int forgetSums(Connection connection, String grain, Instant before, int atMost) throws SQLException {
        return delete(connection, """
                delete from health_history_sum where (component, grain, at) in
                  (select component, grain, at from health_history_sum where grain = '%s' and at < ? limit ?)
                """.formatted(grain), before, atMost);
    }

    private static int delete(Connection connection, String sql, Instant before, int atMost) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            delete.setLong(1, before.toEpochMilli());
            delete.setInt(2, atMost);
            return delete.executeUpdate();
        }
    }

    /** The oldest checks there are. */
    static List<HistoryEntry> oldest(Connection connection, int atMost) throws SQLException {
        try (var select = connection.prepareStatement("""
                select at, component, status, latency_ms, detail, changed from health_history order by at limit ?
                """)) {
            select.setInt(1, atMost);
            var found = new ArrayList<HistoryEntry>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var latency = rows.getDouble(4);
                    found.add(new HistoryEntry(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.wasNull() ? null : latency,
                            rows.getString(5),
                            rows.getInt(6) == 1));
                }
            }
            return found;
        }
    }

    static int forget(Connection connection, List<HistoryEntry> known) throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from health_history where component = ? and at = ? and status = ?")) {
            for (var entry : known) {
                delete.setString(1, entry.component());
                delete.setLong(2, entry.at());
                delete.setString(3, entry.status());
                delete.addBatch();
            }
            return Arrays.stream(delete.executeBatch()).sum();
        }
    }
}
