package io.breakwater.resilience.database;

import io.agroal.api.AgroalDataSource;
import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.Dependency;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The pool as a dependency: asked by {@code SELECT 1}, and usable once its schema is up to date. The probe starts the
 * migration, so a database that is away at the start is migrated when it comes, and no service waits for it.
 */
@Singleton
@IfBuildProperty(name = "breakwater.database.enabled", stringValue = "true")
class DatabaseConnection implements Dependency {

    private static final Logger LOG = Logger.getLogger(DatabaseConnection.class);

    /** How long a probe waits for a migration: most are done by then, and the next probe sees the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final boolean configured;
    private final Instance<AgroalDataSource> pool;
    private final Instance<DatabaseSchema> schema;
    private volatile boolean migrated;
    private volatile boolean wasAway;
    private @Nullable Thread migration;
    private final MigrationPause pause = new MigrationPause(System::nanoTime);

    DatabaseConnection(
            @ConfigProperty(name = "breakwater.database.configured", defaultValue = "false") boolean configured,
            Instance<AgroalDataSource> pool,
            Instance<DatabaseSchema> schema) {
        this.configured = configured;
        this.pool = pool;
        this.schema = schema;
    }

    @Override
    public String name() {
        return DatabaseGateway.NAME;
    }

    @Override
    public boolean configured() {
        return configured;
    }

    @Override
    public DegradationLevel whenAway() {
        return DegradationLevel.REDUCED;
    }

    @Override
    public void probe() throws SQLException, InterruptedException {
        try (var connection = pool.get().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException away) {
            wasAway = true;
            pause.end();
            throw away;
        }
        if (!migrated) {
            migration().join(PATIENCE);
            requireSchema();
        } else if (wasAway) {
            // What comes back may be another database, restored or failed over to. Used meanwhile: most often it is
            // not.
            migration();
        }
    }

    /**
     * The migration under way, or a new one; the last one while its failure is fresh. It has no time limit: cut off in the
     * middle it would never end.
     */
    private synchronized Thread migration() {
        if (migration == null || !migration.isAlive() && pause.over()) {
            migration = Thread.ofVirtual().name("migration").start(this::migrate);
        }
        return migration;
    }

    private void migrate() {
        try {
            schema.forEach(DatabaseSchema::migrate);
            migrated = true;
            wasAway = false;
            pause.end();
            LOG.info("event=database-ready");
        } catch (RuntimeException failure) {
            pause.begin();
            LOG.warnf(
                    "event=migration-failed cause=%s sqlState=%s",
                    failure.getClass().getName(), sqlState(failure).orElse("none"));
        }
    }

    private static Optional<String> sqlState(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull)
                .findFirst();
    }

    boolean ready() {
        return migrated;
    }

    /** @throws SQLTransientConnectionException until the schema is there */
    void requireSchema() throws SQLTransientConnectionException {
        if (!migrated) {
            throw new SQLTransientConnectionException("the schema is not there yet");
        }
    }
}
