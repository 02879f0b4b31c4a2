package io.breakwater.resilience.config;

import java.util.HashMap;
import java.util.Map;

/**
 * What every service with a database shares, as weak as {@code microprofile-config.properties} and not in it, because
 * the services without a database would be warned of keys they do not know.
 */
final class DatabaseDefaults {

    static final int ORDINAL = 100;

    private static final Map<String, String> DATASOURCE = Map.of(
            "quarkus.datasource.db-kind",
            "postgresql",
            // The oldest that is supported: the dialect must not need a connection to find out.
            "quarkus.datasource.db-version",
            "13",
            "quarkus.datasource.jdbc.max-size",
            "20",
            "quarkus.datasource.jdbc.min-size",
            "0",
            // A refused connection costs 1 s with the default of 5 s, 0.2 s with this (measured).
            "quarkus.datasource.jdbc.acquisition-timeout",
            "300ms",
            // Without it each stale connection fails one request after a restart of the database (measured: 19 of 20).
            "quarkus.datasource.jdbc.foreground-validation-interval",
            "500ms",
            // PostgreSQL takes statements over arrays for so costly that it compiles them: 4,000 events took 1.1 s with
            // and 0.1 s without (measured).
            "quarkus.datasource.jdbc.new-connection-sql",
            "set jit = off",
            "quarkus.datasource.jdbc.idle-removal-interval",
            "2M",
            // The built-in check goes DOWN with the database; ours says degraded while the service can serve.
            "quarkus.datasource.health.enabled",
            "false");

    /** A database that is down never stops a start. */
    private static final Map<String, String> HIBERNATE = Map.of(
            "quarkus.hibernate-orm.database.start-offline", "true",
            "quarkus.hibernate-orm.schema-management.strategy", "none",
            "quarkus.hibernate-orm.sql-load-script", "no-file");

    /** Migrations run in the background, again and again until the database is there. */
    private static final Map<String, String> FLYWAY =
            Map.of("quarkus.flyway.migrate-at-start", "false", "quarkus.flyway.clean-disabled", "true");

    private DatabaseDefaults() {}

    static Map<String, String> of(Extensions extensions) {
        var defaults = new HashMap<String, String>();
        if (extensions.datasource()) {
            defaults.putAll(DATASOURCE);
        }
        if (extensions.hibernate()) {
            defaults.putAll(HIBERNATE);
        }
        if (extensions.flyway()) {
            defaults.putAll(FLYWAY);
        }
        return defaults;
    }
}
