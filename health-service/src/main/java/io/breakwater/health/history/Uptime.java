package io.breakwater.health.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the known time in which a component was not unhealthy, in percent, over four windows up to now. Made of whole
 * minutes, those of a week and a month of whole hours. A window of which nothing is known is absent.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Uptime(
        @JsonProperty("1h") @Nullable Double hour,
        @JsonProperty("24h") @Nullable Double day,
        @JsonProperty("7d") @Nullable Double week,
        @JsonProperty("30d") @Nullable Double month) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    /** Up and down within a shorter and a longer window. */
    private record Times(long shortUp, long shortDown, long longUp, long longDown) {}

    /** The components that were seen in the last hour that is summed up. */
    static List<String> components(Connection connection, Instant now) throws SQLException {
        try (var select = connection.prepareStatement(
                "select distinct component from health_history_sum where grain = ? and at >= ? order by component")) {
            select.setString(1, Sum.MINUTE);
            select.setLong(2, now.minus(HOUR).toEpochMilli());
            var found = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** Of those of the components that something is known of: 2,160 sums are read for each. */
    static Map<String, Uptime> of(Connection connection, Instant now, List<String> components) throws SQLException {
        var fine = times(connection, Sum.MINUTE, now.minus(HOUR), now.minus(DAY), components);
        var coarse = times(connection, Sum.HOUR, now.minus(WEEK), now.minus(MONTH), components);
        var all = new HashMap<String, Uptime>();
        coarse.forEach((component, times) -> {
            var recent = fine.getOrDefault(component, new Times(0, 0, 0, 0));
            all.put(
                    component,
                    new Uptime(
                            HistoryQuery.percent(recent.shortUp, recent.shortDown),
                            HistoryQuery.percent(recent.longUp, recent.longDown),
                            HistoryQuery.percent(times.shortUp, times.shortDown),
                            HistoryQuery.percent(times.longUp, times.longDown)));
        });
        return all;
    }

    private static Map<String, Times> times(
            Connection connection, String grain, Instant newer, Instant older, List<String> components)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select component, sum(case when at >= ? then up_ms else 0 end),
                  sum(case when at >= ? then down_ms else 0 end), sum(up_ms), sum(down_ms)
                from health_history_sum where grain = ? and at >= ? and component in (%s) group by component
                """.formatted(Sum.places(components)))) {
            select.setLong(1, newer.toEpochMilli());
            select.setLong(2, newer.toEpochMilli());
            select.setString(3, grain);
            select.setLong(4, older.toEpochMilli());
            Sum.fill(select, 5, components);
            var found = new HashMap<String, Times>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getString(1),
                            new Times(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
                }
            }
            return found;
        }
    }
}
