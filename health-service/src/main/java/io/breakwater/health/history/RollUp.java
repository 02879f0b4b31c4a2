package io.breakwater.health.history;

import io.breakwater.health.component.ComponentStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes minutes of checks and hours of minutes, from where it stopped, in bites of time and in each of them by groups of
 * components: a transaction is small however many components there are. Cut off anywhere it begins that bite again, and
 * two replicas that do the same bite come to the same sums.
 */
final class RollUp {

    private static final long BITE_MS = Sum.HOUR_MS;

    /** Minutes in a transaction, and a fifth of the hours' minutes that it reads: tens of ms. */
    private static final int MOST_MINUTES = 720;

    /** What was seen is written within a second or two; then a minute is known. */
    private static final long GRACE_MS = 10_000;

    private static final String MARK = "minutes";

    private RollUp() {}

    /**
     * Some time that is to be summed up.
     *
     * @param mark where the sums end now; null where there are none
     * @param groups of components, each for a transaction of its own
     * @param last whether there is nothing after it yet
     */
    record Bite(@Nullable Long mark, long from, long until, List<List<String>> groups, boolean last) {}

    /** The next bite; empty where there is nothing to do. */
    static Optional<Bite> next(Connection connection, Instant now) throws SQLException {
        var to = minute(now.toEpochMilli() - GRACE_MS);
        var mark = mark(connection);
        @Nullable Long start = mark == null ? earliest(connection) : mark;
        if (start == null || start >= to) {
            return Optional.empty();
        }
        var from = minute(start);
        var until = Math.min(to, from + BITE_MS);
        var size = (int) Math.max(1, MOST_MINUTES / ((until - from) / Sum.MINUTE_MS));
        return Optional.of(
                new Bite(mark, from, until, Sum.groups(components(connection, from, until), size), until >= to));
    }

    /** Sums up one group of a bite; answers how many minutes it made. */
    static int sum(Connection connection, Bite bite, List<String> group) throws SQLException {
        var minutes = Sum.write(connection, minutes(connection, bite.from(), bite.until(), group));
        Sum.writeHours(connection, bite.from(), bite.until(), group);
        return minutes;
    }

    /** All groups of the bite are summed up; answers whether there is more to do. */
    static boolean end(Connection connection, Bite bite) throws SQLException {
        return move(connection, bite.mark(), bite.until()) && !bite.last();
    }

    private static List<String> components(Connection connection, long from, long until) throws SQLException {
        try (var select = connection.prepareStatement(
                "select distinct component from health_history where at > ? and at < ? order by component")) {
            select.setLong(1, from - Steps.LONGEST_MS);
            select.setLong(2, until);
            var found = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** Up to when there are sums; null where there are none. */
    static @Nullable Long mark(Connection connection) throws SQLException {
        return number(connection, "select at from health_history_mark where name = '" + MARK + "'");
    }

    /** What lies after this was written just now: sums are to be made anew from there. */
    static void setBack(Connection connection, long to) throws SQLException {
        try (var update = connection.prepareStatement(
                "update health_history_mark set at = ? where name = '" + MARK + "' and at > ?")) {
            update.setLong(1, minute(to));
            update.setLong(2, minute(to));
            update.executeUpdate();
        }
    }

    /** Nothing is left that sums were made of. */
    static int forget(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate("delete from health_history_mark where name = '" + MARK + "'");
        }
    }

    private static long minute(long at) {
        return at - Math.floorMod(at, Sum.MINUTE_MS);
    }

    private static @Nullable Long earliest(Connection connection) throws SQLException {
        return number(connection, "select min(at) from health_history");
    }

    private static @Nullable Long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                return null;
            }
            var number = rows.getLong(1);
            return rows.wasNull() ? null : number;
        }
    }

    /** Only from where it was read: who set it back meanwhile is not overrun. Answers whether it was moved. */
    private static boolean move(Connection connection, @Nullable Long from, long to) throws SQLException {
        if (from == null) {
            try (var insert = connection.prepareStatement(
                    "insert into health_history_mark (name, at) values ('" + MARK + "', ?) on conflict do nothing")) {
                insert.setLong(1, to);
                return insert.executeUpdate() == 1;
            }
        }
        try (var update = connection.prepareStatement(
                "update health_history_mark set at = ? where name = '" + MARK + "' and at = ?")) {
            update.setLong(1, to);
            update.setLong(2, from);
            return update.executeUpdate() == 1;
        }
    }

    private static List<Sum> minutes(Connection connection, long from, long until, List<String> components)
            throws SQLException {
        var sums = new HashMap<String, Minutes>();
        try (var select = connection.prepareStatement("""
                select component, at, status, latency_ms from health_history
                where at > ? and at < ? and component in (%s) order by component, at
                """.formatted(Sum.places(components)))) {
            select.setLong(1, from - Steps.LONGEST_MS);
            select.setLong(2, until);
            Sum.fill(select, 3, components);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var name = rows.getString(1);
                    var latency = rows.getDouble(4);
                    sums.computeIfAbsent(name, component -> new Minutes(component, from, until))
                            .check(rows.getLong(2), rows.getString(3), rows.wasNull() ? null : latency);
                }
            }
        }
        var all = new ArrayList<Sum>();
        sums.values().forEach(minutes -> all.addAll(minutes.end()));
        return all;
    }

    /** One component's minutes, from its checks in their order. */
    private static final class Minutes {

        private final String component;
        private final long from;
        private final long until;
        private final Map<Long, Sum> sums = new HashMap<>();
        private final Steps steps = new Steps(this::step);

        Minutes(String component, long from, long until) {
            this.component = component;
            this.from = from;
            this.until = until;
        }

        void check(long at, String slug, @Nullable Double latency) {
            var status = Steps.status(slug);
            steps.next(at, status);
            if (at >= from) {
                add(at, 0, 0, Sum.rank(status), latency == null ? 0 : latency, latency == null ? 0 : 1);
            }
        }

        List<Sum> end() {
            steps.end(until);
            return List.copyOf(sums.values());
        }

        private void step(long start, long end, ComponentStatus status) {
            var up = Steps.up(status);
            for (var at = minute(Math.max(start, from)); at < Math.min(end, until); at += Sum.MINUTE_MS) {
                var part = Math.min(Math.min(end, until), at + Sum.MINUTE_MS) - Math.max(Math.max(start, from), at);
                add(at, up != null && up ? part : 0, up != null && !up ? part : 0, Sum.rank(status), 0, 0);
            }
        }

        private void add(long at, long upMs, long downMs, int rank, double latency, long count) {
            var more = new Sum(component, Sum.MINUTE, minute(at), upMs, downMs, rank, latency, count);
            sums.merge(
                    more.at(),
                    more,
                    (a, b) -> new Sum(
                            component,
                            Sum.MINUTE,
                            a.at(),
                            a.upMs() + b.upMs(),
                            a.downMs() + b.downMs(),
                            Math.max(a.worst(), b.worst()),
                            a.latencySum() + b.latencySum(),
                            a.latencyCount() + b.latencyCount()));
        }
    }
}
