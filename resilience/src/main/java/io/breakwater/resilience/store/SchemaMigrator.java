package io.breakwater.resilience.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings a database to the schema this service knows: each migration once, in a transaction of its own. */
final class SchemaMigrator {

    private static final LocalSchema OWN = new LocalSchema("store", """
            create table breakwater_probe (
              id integer primary key,
              checked_at text,
              filler blob
            )""");

    private final List<LocalSchema> schemas;

    SchemaMigrator(List<LocalSchema> schemas) {
        this.schemas = Stream.concat(Stream.of(OWN), schemas.stream()).toList();
        var features = this.schemas.stream().map(LocalSchema::feature).collect(Collectors.toSet());
        if (features.size() < this.schemas.size()) {
            throw new IllegalArgumentException("Two schemas have one name: "
                    + this.schemas.stream().map(LocalSchema::feature).sorted().toList());
        }
    }

    /**
     * @param connection in auto-commit mode
     * @throws StoreFaultException {@link StoreFault#NEWER_SCHEMA}, before anything is changed, or
     *     {@link StoreFault#MIGRATION_FAILED}
     */
    void migrate(Connection connection) throws SQLException {
        execute(connection, """
                create table if not exists breakwater_schema (
                  feature text primary key,
                  version integer not null
                ) without rowid""");
        var versions = versions(connection);
        for (var schema : schemas) {
            var version = versions.getOrDefault(schema.feature(), 0);
            if (version > schema.version()) {
                throw new StoreFaultException(
                        StoreFault.NEWER_SCHEMA,
                        "The tables of %s are of version %d, this service knows %d"
                                .formatted(schema.feature(), version, schema.version()));
            }
        }
        for (var schema : schemas) {
            for (var done = versions.getOrDefault(schema.feature(), 0); done < schema.version(); done++) {
                apply(connection, schema, done);
            }
        }
    }

    private static void apply(Connection connection, LocalSchema schema, int index) throws SQLException {
        execute(connection, "begin immediate");
        try {
            execute(connection, schema.migrations().get(index));
            record(connection, schema.feature(), index + 1);
            execute(connection, "commit");
        } catch (SQLException e) {
            // The caller closes the connection, which rolls back.
            if (SqliteFaults.of(e) == null) {
                throw new StoreFaultException(StoreFault.MIGRATION_FAILED, e);
            }
            throw e;
        }
    }

    private static void record(Connection connection, String feature, int version) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into breakwater_schema (feature, version) values (?, ?)
                on conflict (feature) do update set version = excluded.version""")) {
            upsert.setString(1, feature);
            upsert.setInt(2, version);
            upsert.executeUpdate();
        }
    }

    private static Map<String, Integer> versions(Connection connection) throws SQLException {
        var versions = new HashMap<String, Integer>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select feature, version from breakwater_schema")) {
            while (rows.next()) {
                versions.put(rows.getString(1), rows.getInt(2));
            }
        }
        return versions;
    }

    // Not a prepared statement: a script may hold several.
    private static void execute(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }
}
