package io.breakwater.health.history;

import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.history.ComponentHistory.Change;
import io.breakwater.health.history.ComponentHistory.Point;
import io.breakwater.health.history.ComponentHistory.Trend;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one component's rows once, in order, and makes of them what the answer says. */
final class HistoryQuery {

    static final int CHANGES = 100;
    static final int POINTS = 60;

    /** Without a row for this long nobody was looking, so nothing is known of the time: it counts as neither up nor down. */
    private static final long LONGEST_STEP_MS = Duration.ofSeconds(90).toMillis();

    private static final double NOTICEABLE_PERCENT = 1;

    private static final Map<String, ComponentStatus> STATUSES = Arrays.stream(ComponentStatus.values())
            .collect(Collectors.toMap(ComponentStatus::slug, Function.identity()));

    private final long from;
    private final long to;
    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** From one row to the next. */
    private record Step(long start, long end, boolean up) {
        long length() {
            return end - start;
        }
    }

    private static final class Part {
        private ComponentStatus worst = ComponentStatus.NOT_CONFIGURED;
        private double latencySum;
        private int latencies;
    }

    private HistoryQuery(Instant from, Instant to) {
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
    }

    static ComponentHistory run(Connection connection, String component, Instant from, Instant to) throws SQLException {
        var query = new HistoryQuery(from, to);
        try (var select = connection.prepareStatement("""
                select at, status, latency_ms, detail, changed from health_history
                where component = ? and at > ? and at <= ? order by at
                """)) {
            select.setString(1, component);
            // One step earlier: what was last seen before the window holds on into it.
            select.setLong(2, query.from - LONGEST_STEP_MS);
            select.setLong(3, query.to);
            try (var rows = select.executeQuery()) {
                long at = 0;
                @Nullable ComponentStatus status = null;
                while (rows.next()) {
                    if (status != null) {
                        query.step(at, rows.getLong(1), status);
                    }
                    at = rows.getLong(1);
                    status = STATUSES.getOrDefault(rows.getString(2), ComponentStatus.UNKNOWN);
                    var latency = rows.getDouble(3);
                    query.row(at, status, rows.wasNull() ? null : latency, rows.getString(4), rows.getInt(5) == 1);
                }
                if (status != null) {
                    query.step(at, query.to, status);
                }
            }
        }
        return query.answer(component);
    }

    /** Where nobody knew how it was, or nothing was there to be up, it was neither up nor down. */
    private void step(long start, long end, ComponentStatus status) {
        @Nullable
        Boolean up =
                switch (status) {
                    case HEALTHY, DEGRADED -> true;
                    case UNHEALTHY -> false;
                    case UNKNOWN, NOT_CONFIGURED -> null;
                };
        if (up == null) {
            return;
        }
        var known = new Step(Math.max(start, from), Math.min(end, start + LONGEST_STEP_MS), up);
        if (known.length() > 0) {
            steps.add(known);
        }
    }

    private void row(
            long at, ComponentStatus status, @Nullable Double latency, @Nullable String detail, boolean changed) {
        if (at < from) {
            return;
        }
        if (changed) {
            changes.addFirst(new Change(Instant.ofEpochMilli(at), status.slug(), detail));
            if (changes.size() > CHANGES) {
                changes.removeLast();
            }
        }
        var width = Math.max(1, (to - from + POINTS - 1) / POINTS);
        var part = parts.computeIfAbsent(from + (at - from) / width * width, _ -> new Part());
        part.worst = status.compareTo(part.worst) > 0 ? status : part.worst;
        if (latency != null) {
            part.latencySum += latency;
            part.latencies++;
        }
    }

    private ComponentHistory answer(String component) {
        var points = parts.entrySet().stream()
                .map(part -> new Point(
                        Instant.ofEpochMilli(part.getKey()),
                        part.getValue().worst.slug(),
                        part.getValue().latencies == 0
                                ? null
                                : hundredths(part.getValue().latencySum / part.getValue().latencies)))
                .toList();
        return new ComponentHistory(
                component,
                steps.isEmpty() ? null : Instant.ofEpochMilli(steps.getFirst().start()),
                uptime(steps),
                trend(),
                List.copyOf(changes),
                points);
    }

    private Trend trend() {
        if (steps.isEmpty()) {
            return Trend.STABLE;
        }
        var middle = (steps.getFirst().start() + steps.getLast().end()) / 2;
        var before = uptime(steps.stream().filter(step -> step.start() < middle).toList());
        var after = uptime(steps.stream().filter(step -> step.start() >= middle).toList());
        if (before == null || after == null || Math.abs(after - before) < NOTICEABLE_PERCENT) {
            return Trend.STABLE;
        }
        return after > before ? Trend.IMPROVING : Trend.WORSENING;
    }

    private static @Nullable Double uptime(List<Step> steps) {
        var known = steps.stream().mapToLong(Step::length).sum();
        var up = steps.stream().filter(Step::up).mapToLong(Step::length).sum();
        return known == 0 ? null : hundredths(100.0 * up / known);
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
