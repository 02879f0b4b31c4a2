package io.breakwater.usage.counting;

import io.breakwater.resilience.store.GroupCommit;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.usage.period.Period;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;

/** Counts in the local store, which is the store of record where no database is configured. */
@Singleton
final class LocalCounters {

    private final LocalStore store;
    private final InstantSource clock;

    LocalCounters(LocalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Outcome record(UsageEvent event) {
        return store.write(connection -> {
            if (remember(connection, event)) {
                for (var period : event.periods()) {
                    add(connection, event, period);
                }
                return new Outcome.Counted(used(connection, event), false, Durability.LOCAL);
            }
            return fingerprint(connection, event).equals(event.fingerprint().toString())
                    ? new Outcome.Counted(used(connection, event), true, Durability.LOCAL)
                    : new Outcome.Conflict();
        });
    }

    GroupCommit.Load load() {
        return store.load();
    }

    Usage read(Account account, Period period) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("""
                    select metric, used from usage_counter where user_id = ? and platform = ? and period = ?
                    """)) {
                select.setString(1, account.user().value());
                select.setString(2, account.platform().slug());
                select.setString(3, period.value());
                var rows = select.executeQuery();
                var used = new TreeMap<String, Long>();
                while (rows.next()) {
                    used.put(rows.getString(1), rows.getLong(2));
                }
                return new Usage(used, Usage.Source.LOCAL, Optional.of(clock.instant()), 0, Optional.empty());
            }
        });
    }

    private boolean remember(Connection connection, UsageEvent event) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into usage_event (id, fingerprint, recorded_at) values (?, ?, ?) on conflict do nothing
                """)) {
            insert.setString(1, event.id().toString());
            insert.setString(2, event.fingerprint().toString());
            insert.setLong(3, clock.millis());
            return insert.executeUpdate() == 1;
        }
    }

    private static void add(Connection connection, UsageEvent event, Period period) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into usage_counter (user_id, platform, metric, period, used) values (?, ?, ?, ?, ?)
                on conflict (user_id, platform, metric, period) do update set used = used + excluded.used
                """)) {
            upsert.setString(1, event.account().user().value());
            upsert.setString(2, event.account().platform().slug());
            upsert.setString(3, event.metric().name());
            upsert.setString(4, period.value());
            upsert.setLong(5, event.amount());
            upsert.executeUpdate();
        }
    }

    private static long used(Connection connection, UsageEvent event) throws SQLException {
        try (var select = connection.prepareStatement("""
                select used from usage_counter where user_id = ? and platform = ? and metric = ? and period = ?
                """)) {
            select.setString(1, event.account().user().value());
            select.setString(2, event.account().platform().slug());
            select.setString(3, event.metric().name());
            select.setString(4, event.month().value());
            var row = select.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static String fingerprint(Connection connection, UsageEvent event) throws SQLException {
        try (var select = connection.prepareStatement("select fingerprint from usage_event where id = ?")) {
            select.setString(1, event.id().toString());
            var row = select.executeQuery();
            return row.next() ? row.getString(1) : "";
        }
    }
}
