package io.breakwater.health.history;

import io.breakwater.resilience.store.LocalSchema;
import io.breakwater.resilience.store.LocalStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/** The kept checks in the local store. */
@Singleton
final class HistoryTable {

    private static final String TABLE = """
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
            """;

    private final LocalStore store;

    HistoryTable(LocalStore store) {
        this.store = store;
    }

    @Produces
    @Singleton
    static LocalSchema schema() {
        return new LocalSchema("health-history", TABLE);
    }

    void add(List<HistoryEntry> entries) {
        store.write(connection -> {
            // Of two checks within a millisecond the later one is what was so.
            try (var insert = connection.prepareStatement("""
                    insert into health_history (component, at, status, latency_ms, detail, changed)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (component, at) do update set status = excluded.status,
                      latency_ms = excluded.latency_ms, detail = excluded.detail,
                      changed = max(changed, excluded.changed)
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
            return null;
        });
    }

    /** Forgets what is older; a bounded bite at a time, so that other writes wait no longer than for one of their own. */
    int forgetBefore(Instant oldest, int atMost) {
        return store.write(connection -> {
            try (var delete = connection.prepareStatement("""
                    delete from health_history where (component, at) in
                      (select component, at from health_history where at < ? limit ?)
                    """)) {
                delete.setLong(1, oldest.toEpochMilli());
                delete.setInt(2, atMost);
                return delete.executeUpdate();
            }
        });
    }

    /** What happened to a component from then until now. */
    ComponentHistory read(String component, Instant from, Instant to) {
        return store.read(connection -> HistoryQuery.run(connection, component, from, to));
    }

    /** For tests and diagnosis. */
    long count() {
        return store.read(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from health_history")) {
                if (!rows.next()) {
                    throw new SQLException("a count has a row");
                }
                return rows.getLong(1);
            }
        });
    }
}
