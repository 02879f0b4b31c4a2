package io.breakwater.health.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.store.LocalSchema;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is kept of alerts, in SQL that PostgreSQL and SQLite both understand; the tables are the same in both. */
@Singleton
final class AlertTables {

    /** How many alerts that are over, and messages that are settled, are read: what people look at. */
    static final int RECENT = 100;

    private final ObjectMapper json;

    AlertTables(ObjectMapper json) {
        this.json = json;
    }

    @Produces
    @Singleton
    static LocalSchema schema() {
        return new LocalSchema("health-alert", """
                create table health_alert_record (
                    kind     text not null,
                    id       text not null,
                    version  integer not null,
                    is_open  integer not null,
                    at       integer not null,
                    document text not null,
                    primary key (kind, id)
                );
                create index health_alert_record_open on health_alert_record (kind) where is_open = 1;
                create index health_alert_record_closed on health_alert_record (kind, at) where is_open = 0;
                """);
    }

    /** Writes all of them but those that are there in this version or a later one; answers how many it wrote. */
    int write(Connection connection, List<? extends Kept> changed) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into health_alert_record (kind, id, version, is_open, at, document) values (?, ?, ?, ?, ?, ?)
                on conflict (kind, id) do update set version = excluded.version, is_open = excluded.is_open,
                  at = excluded.at, document = excluded.document
                where health_alert_record.version < excluded.version
                """)) {
            for (var each : changed) {
                upsert.setString(1, kind(each));
                upsert.setString(2, each.id());
                upsert.setLong(3, each.version());
                upsert.setInt(4, each.open() ? 1 : 0);
                upsert.setLong(5, each.at().toEpochMilli());
                upsert.setString(6, document(each));
                upsert.addBatch();
            }
            return Arrays.stream(upsert.executeBatch()).sum();
        }
    }

    /** All that is open, and the latest of the rest. */
    List<Kept> read(Connection connection) throws SQLException {
        var found = new ArrayList<Kept>();
        try (var open =
                connection.prepareStatement("select kind, document from health_alert_record where is_open = 1")) {
            read(open, found);
        }
        try (var recent = connection.prepareStatement("""
                select kind, document from health_alert_record where is_open = 0 and kind = ? order by at desc limit ?
                """)) {
            for (var kind : List.of("alert", "delivery")) {
                recent.setString(1, kind);
                recent.setInt(2, RECENT);
                read(recent, found);
            }
        }
        return found;
    }

    /** Some of what is there, whatever it is. */
    List<Kept> some(Connection connection, int atMost) throws SQLException {
        var found = new ArrayList<Kept>();
        try (var select = connection.prepareStatement("select kind, document from health_alert_record limit ?")) {
            select.setInt(1, atMost);
            read(select, found);
        }
        return found;
    }

    /** Forgets these, but for those that have changed meanwhile. */
    int forget(Connection connection, List<? extends Kept> known) throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from health_alert_record where kind = ? and id = ? and version <= ?")) {
            for (var each : known) {
                delete.setString(1, kind(each));
                delete.setString(2, each.id());
                delete.setLong(3, each.version());
                delete.addBatch();
            }
            return Arrays.stream(delete.executeBatch()).sum();
        }
    }

    /** Forgets what was over before then, a bounded bite at a time. */
    int forgetBefore(Connection connection, Instant oldest, int atMost) throws SQLException {
        try (var delete = connection.prepareStatement("""
                delete from health_alert_record where (kind, id) in
                  (select kind, id from health_alert_record
                   where is_open = 0 and kind in ('alert', 'delivery', 'silence') and at < ? limit ?)
                """)) {
            delete.setLong(1, oldest.toEpochMilli());
            delete.setInt(2, atMost);
            return delete.executeUpdate();
        }
    }

    private void read(PreparedStatement select, List<Kept> into) throws SQLException {
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                into.add(parse(rows.getString(1), rows.getString(2)));
            }
        }
    }

    private static String kind(Kept kept) {
        return switch (kept) {
            case Alert _ -> "alert";
            case Delivery _ -> "delivery";
            case Silence _ -> "silence";
        };
    }

    private String document(Kept kept) throws SQLException {
        try {
            return json.writeValueAsString(kept);
        } catch (JsonProcessingException impossible) {
            throw new SQLException("cannot be written as JSON", impossible);
        }
    }

    private Kept parse(String kind, String document) throws SQLException {
        try {
            return switch (kind) {
                case "alert" -> json.readValue(document, Alert.class);
                case "delivery" -> json.readValue(document, Delivery.class);
                case "silence" -> json.readValue(document, Silence.class);
                default -> throw new SQLException("a row of an unknown kind");
            };
        } catch (JsonProcessingException damaged) {
            throw new SQLException("a row that cannot be read", damaged);
        }
    }
}
