package io.breakwater.health.history;

import io.breakwater.health.component.ComponentStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is known of one component in one minute or hour.
 *
 * @param at when it begins, Unix ms
 * @param upMs how long it was known to be up; with {@code downMs} all that is known
 * @param worst its worst status, as {@link #rank}
 */
record Sum(
        String component,
        String grain,
        long at,
        long upMs,
        long downMs,
        int worst,
        double latencySum,
        long latencyCount) {

    static final String MINUTE = "m";
    static final String HOUR = "h";
    static final long MINUTE_MS = 60_000;
    static final long HOUR_MS = 3_600_000;

    /** These numbers are stored: they never change. */
    static int rank(ComponentStatus status) {
        return switch (status) {
            case NOT_CONFIGURED -> 0;
            case HEALTHY -> 1;
            case DEGRADED -> 2;
            case UNKNOWN -> 3;
            case UNHEALTHY -> 4;
        };
    }

    static ComponentStatus status(int rank) {
        return Arrays.stream(ComponentStatus.values())
                .filter(status -> rank(status) == rank)
                .findFirst()
                .orElse(ComponentStatus.UNKNOWN);
    }

    /** Of two sums over the same time the one that knows more of it holds. Doing it again changes nothing. */
    static int write(Connection connection, Collection<Sum> sums) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into health_history_sum
                  (component, grain, at, up_ms, down_ms, worst, latency_sum, latency_count)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """ + CONFLICT)) {
            for (var sum : sums) {
                upsert.setString(1, sum.component);
                upsert.setString(2, sum.grain);
                upsert.setLong(3, sum.at);
                upsert.setLong(4, sum.upMs);
                upsert.setLong(5, sum.downMs);
                upsert.setInt(6, sum.worst);
                upsert.setDouble(7, sum.latencySum);
                upsert.setLong(8, sum.latencyCount);
                upsert.addBatch();
            }
            return upsert.executeBatch().length;
        }
    }

    private static final String CONFLICT = """
            on conflict (component, grain, at) do update set up_ms = excluded.up_ms, down_ms = excluded.down_ms,
              worst = excluded.worst, latency_sum = excluded.latency_sum, latency_count = excluded.latency_count
            where excluded.up_ms + excluded.down_ms >= health_history_sum.up_ms + health_history_sum.down_ms
            """;

    /** The hours of these components that these minutes lie in, from their minutes. */
    static void writeHours(Connection connection, long from, long until, Collection<String> components)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into health_history_sum
                  (component, grain, at, up_ms, down_ms, worst, latency_sum, latency_count)
                select component, 'h', at - at %% 3600000, sum(up_ms), sum(down_ms), max(worst), sum(latency_sum),
                  sum(latency_count)
                from health_history_sum where grain = 'm' and at >= ? and at < ? and component in (%s)
                group by component, at - at %% 3600000
                """.formatted(places(components)) + CONFLICT)) {
            insert.setLong(1, from - from % HOUR_MS);
            insert.setLong(2, until + (HOUR_MS - until % HOUR_MS) % HOUR_MS);
            fill(insert, 3, components);
            insert.executeUpdate();
        }
    }

    /** In groups of so many at the most, each for a statement of its own. */
    static List<List<String>> groups(List<String> components, int size) {
        return IntStream.iterate(0, start -> start < components.size(), start -> start + size)
                .mapToObj(start -> List.copyOf(components.subList(start, Math.min(components.size(), start + size))))
                .toList();
    }

    /** What stands for these in a statement. */
    static String places(Collection<String> components) {
        return components.stream().map(_ -> "?").collect(Collectors.joining(", "));
    }

    /** Puts them there, the first at this place. */
    static void fill(PreparedStatement statement, int first, Collection<String> components) throws SQLException {
        var place = first;
        for (var component : components) {
            statement.setString(place++, component);
        }
    }

    /** Some of what is there. */
    static List<Sum> some(Connection connection, int atMost) throws SQLException {
        try (var select = connection.prepareStatement("""
                select component, grain, at, up_ms, down_ms, worst, latency_sum, latency_count
                from health_history_sum limit ?
                """)) {
            select.setInt(1, atMost);
            var found = new ArrayList<Sum>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Sum(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getInt(6),
                            rows.getDouble(7),
                            rows.getLong(8)));
                }
            }
            return found;
        }
    }

    static int forget(Connection connection, Collection<Sum> sums) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from health_history_sum where component = ? and grain = ? and at = ?")) {
            for (var sum : sums) {
                delete.setString(1, sum.component);
                delete.setString(2, sum.grain);
                delete.setLong(3, sum.at);
                delete.addBatch();
            }
            return delete.executeBatch().length;
        }
    }
}
