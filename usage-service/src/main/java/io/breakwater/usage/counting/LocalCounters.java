package io.breakwater.usage.counting;

import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.store.GroupCommit;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.erasure.Erasable;
import io.breakwater.usage.limit.LocalLimits;
import io.breakwater.usage.limit.Standing;
import io.breakwater.usage.period.Period;
import io.breakwater.usage.period.Window;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Counts in the local store, which is the store of record where no database is configured. */
@Singleton
final class LocalCounters implements Erasable {

    private final LocalStore store;
    private final InstantSource clock;

    LocalCounters(LocalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts the events in one unit, in their order; answers for each. */
    List<Outcome> record(List<UsageEvent> events, boolean enforce) {
        return store.write(connection -> {
            var outcomes = new ArrayList<Outcome>(events.size());
            for (var event : events) {
                outcomes.add(record(connection, event, enforce));
            }
            return outcomes;
        });
    }

    private Outcome record(Connection connection, UsageEvent event, boolean enforce) throws SQLException {
        var limits = LocalLimits.of(connection, event.account()).of(event.metric());
        if (!remember(connection, event)) {
            return fingerprint(connection, event).equals(event.fingerprint().toString())
                    ? counted(connection, event, limits, true)
                    : new Outcome.Conflict();
        }
        if (enforce) {
            var refusal = new Admission(Map.of(event.id(), standings(connection, event, limits))).refusal(event);
            if (refusal.isPresent()) {
                forget(connection, event.id());
                return refusal.get();
            }
        }
        for (var window : Window.values()) {
            add(connection, event, event.period(window));
        }
        book(connection);
        return counted(connection, event, limits, false);
    }

    private static Outcome counted(Connection connection, UsageEvent event, Map<Window, Long> limits, boolean duplicate)
            throws SQLException {
        return new Outcome.Counted(
                used(connection, event, event.month()),
                duplicate,
                Durability.LOCAL,
                standings(connection, event, limits));
    }

    /** Whether anything was ever counted here. */
    boolean isEmpty() {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("select 1 from usage_counter limit 1");
                    var row = select.executeQuery()) {
                return !row.next();
            }
        });
    }

    GroupCommit.Load load() {
        return store.load();
    }

    Usage read(Account account, Period period) {
        return store.read(connection -> new Usage(
                history(connection, account, period, period).getOrDefault(period, Map.of()),
                LocalLimits.of(connection, account).in(period.window()),
                Usage.Source.LOCAL,
                Optional.of(clock.instant()),
                0,
                Optional.empty()));
    }

    Map<Period, Map<String, Long>> history(Account account, Period first, Period last) {
        return store.read(connection -> history(connection, account, first, last));
    }

    @Override
    public long erase(UserId user) {
        return store.write(connection -> {
            try (var delete = connection.prepareStatement("delete from usage_counter where user_id = ?")) {
                delete.setString(1, user.value());
                return (long) delete.executeUpdate();
            }
        });
    }

    private static Map<Period, Map<String, Long>> history(
            Connection connection, Account account, Period first, Period last) throws SQLException {
        try (var select = connection.prepareStatement("""
                select period, metric, used from usage_counter
                where user_id = ? and platform = ? and length(period) = ? and period between ? and ?
                """)) {
            select.setString(1, account.user().value());
            select.setString(2, account.platform().slug());
            select.setInt(3, first.window().length());
            select.setString(4, first.value());
            select.setString(5, last.value());
            var history = new HashMap<Period, Map<String, Long>>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    history.computeIfAbsent(new Period(rows.getString(1)), _ -> new TreeMap<>())
                            .put(rows.getString(2), rows.getLong(3));
                }
            }
            return history;
        }
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

    private static void forget(Connection connection, UUID id) throws SQLException {
        try (var delete = connection.prepareStatement("delete from usage_event where id = ?")) {
            delete.setString(1, id.toString());
            delete.executeUpdate();
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

    private static void book(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement("update usage_ledger set committed = committed + 1")) {
            update.executeUpdate();
        }
    }

    private static List<Standing> standings(Connection connection, UsageEvent event, Map<Window, Long> limits)
            throws SQLException {
        var standings = new ArrayList<Standing>();
        for (var limit : limits.entrySet()) {
            var period = event.period(limit.getKey());
            standings.add(new Standing(event.metric(), period, limit.getValue(), used(connection, event, period)));
        }
        return standings;
    }

    private static long used(Connection connection, UsageEvent event, Period period) throws SQLException {
        try (var select = connection.prepareStatement("""
                select used from usage_counter where user_id = ? and platform = ? and metric = ? and period = ?
                """)) {
            select.setString(1, event.account().user().value());
            select.setString(2, event.account().platform().slug());
            select.setString(3, event.metric().name());
            select.setString(4, period.value());
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
