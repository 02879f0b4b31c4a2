package io.breakwater.health.history;

import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.history.ComponentHistory.Change;
import io.breakwater.health.history.ComponentHistory.Point;
import io.breakwater.health.history.ComponentHistory.Trend;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one component's history says of a window: of checks where they are all there, else of minutes or hours and, for the
 * time since the latest of those, of checks.
 */
final class HistoryQuery {

    static final int CHANGES = 100;
    static final int POINTS = 60;

    private static final double NOTICEABLE_PERCENT = 1;

    /** 4,320 minutes, or 8,784 hours of a year: either is read in some ms, and a part of 60 is longer than an hour from here. */
    private static final Duration LONGEST_OF_MINUTES = Duration.ofDays(3);

    private final long from;
    private final long to;
    private final long width;
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private final List<Known> known = new ArrayList<>();

    /** Time that something is known of. */
    private record Known(long start, long end, long upMs, long downMs) {}

    private static final class Part {
        private int worst;
        private double latencySum;
        private long latencies;

        void add(int rank, double sum, long count) {
            worst = Math.max(worst, rank);
            latencySum += sum;
            latencies += count;
        }
    }

    private HistoryQuery(Instant from, Instant to) {
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
        this.width = Math.max(1, (this.to - this.from + POINTS - 1) / POINTS);
    }

    /** @param checksKept how far back there are checks */
    static ComponentHistory run(Connection connection, String component, Instant from, Instant to, Duration checksKept)
            throws SQLException {
        var length = Duration.between(from, to);
        var query = new HistoryQuery(from, to);
        @Nullable Long mark = length.compareTo(checksKept) <= 0 ? null : RollUp.mark(connection);
        if (mark == null || mark <= query.from) {
            query.checks(connection, component, query.from);
        } else {
            var grain = length.compareTo(LONGEST_OF_MINUTES) <= 0 ? Sum.MINUTE : Sum.HOUR;
            query.sums(connection, component, grain, mark);
            query.checks(connection, component, mark);
        }
        return query.answer(component, query.changes(connection, component));
    }

    private void checks(Connection connection, String component, long start) throws SQLException {
        try (var select = connection.prepareStatement("""
                select at, status, latency_ms from health_history
                where component = ? and at > ? and at <= ? order by at
                """)) {
            select.setString(1, component);
            // One step earlier: what was last seen before holds on into it.
            select.setLong(2, start - Steps.LONGEST_MS);
            select.setLong(3, to);
            var steps = new Steps((begin, end, status) -> step(Math.max(begin, start), Math.min(end, to), status));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var at = rows.getLong(1);
                    var status = Steps.status(rows.getString(2));
                    steps.next(at, status);
                    if (at >= start) {
                        var latency = rows.getDouble(3);
                        part(at).add(Sum.rank(status), latency, rows.wasNull() ? 0 : 1);
                    }
                }
            }
            steps.end(to);
        }
    }

    private void step(long start, long end, ComponentStatus status) {
        var up = Steps.up(status);
        if (up != null && end > start) {
            known.add(new Known(start, end, up ? end - start : 0, up ? 0 : end - start));
        }
    }

    private void sums(Connection connection, String component, String grain, long mark) throws SQLException {
        var step = grain.equals(Sum.MINUTE) ? Sum.MINUTE_MS : Sum.HOUR_MS;
        try (var select = connection.prepareStatement("""
                select (at - ?) / ?, min(at), max(at), sum(up_ms), sum(down_ms), max(worst), sum(latency_sum),
                  sum(latency_count)
                from health_history_sum where component = ? and grain = ? and at >= ? and at < ?
                group by 1 order by 1
                """)) {
            var start = from - from % step;
            select.setLong(1, start);
            select.setLong(2, width);
            select.setString(3, component);
            select.setString(4, grain);
            select.setLong(5, start);
            select.setLong(6, Math.min(mark, to));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var begin = Math.max(from, rows.getLong(2));
                    part(begin).add(rows.getInt(6), rows.getDouble(7), rows.getLong(8));
                    if (rows.getLong(4) + rows.getLong(5) > 0) {
                        known.add(new Known(begin, rows.getLong(3) + step, rows.getLong(4), rows.getLong(5)));
                    }
                }
            }
        }
    }

    private List<Change> changes(Connection connection, String component) throws SQLException {
        try (var select = connection.prepareStatement("""
                select at, status, detail from health_history
                where component = ? and changed = 1 and at >= ? and at <= ? order by at desc limit ?
                """)) {
            select.setString(1, component);
            select.setLong(2, from);
            select.setLong(3, to);
            select.setInt(4, CHANGES);
            var changes = new ArrayList<Change>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    changes.add(new Change(
                            Instant.ofEpochMilli(rows.getLong(1)),
                            Steps.status(rows.getString(2)).slug(),
                            rows.getString(3)));
                }
            }
            return changes;
        }
    }

    private Part part(long at) {
        return parts.computeIfAbsent(from + (at - from) / width * width, _ -> new Part());
    }

    private ComponentHistory answer(String component, List<Change> changes) {
        var points = parts.entrySet().stream()
                .map(part -> new Point(
                        Instant.ofEpochMilli(part.getKey()),
                        Sum.status(part.getValue().worst).slug(),
                        part.getValue().latencies == 0
                                ? null
                                : hundredths(part.getValue().latencySum / part.getValue().latencies)))
                .toList();
        return new ComponentHistory(
                component,
                known.isEmpty() ? null : Instant.ofEpochMilli(known.getFirst().start()),
                uptime(_ -> true),
                trend(),
                null,
                changes,
                points);
    }

    private Trend trend() {
        if (known.isEmpty()) {
            return Trend.STABLE;
        }
        var middle = (known.getFirst().start() + known.getLast().end()) / 2;
        var before = uptime(time -> time.start() < middle);
        var after = uptime(time -> time.start() >= middle);
        if (before == null || after == null || Math.abs(after - before) < NOTICEABLE_PERCENT) {
            return Trend.STABLE;
        }
        return after > before ? Trend.IMPROVING : Trend.WORSENING;
    }

    private @Nullable Double uptime(Predicate<Known> when) {
        var up = known.stream().filter(when).mapToLong(Known::upMs).sum();
        var down = known.stream().filter(when).mapToLong(Known::downMs).sum();
        return percent(up, down);
    }

    /** Percent of the known time, in hundredths; null where nothing is known. */
    static @Nullable Double percent(long up, long down) {
        return up + down == 0 ? null : hundredths(100.0 * up / (up + down));
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
