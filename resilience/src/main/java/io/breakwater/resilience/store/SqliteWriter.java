package io.breakwater.resilience.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The one connection that writes, and the lock that says whose the database is. Owns opening, reopening after a fault, and
 * the transaction around a group. All but {@link #generation()} is confined to the writer's thread, and to the closing
 * thread after that one ended.
 */
final class SqliteWriter implements AutoCloseable {

    private static final Duration PAUSE_BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final LocalStoreSettings settings;
    private final SqliteFile file;
    private final SchemaMigrator migrator;
    private final StoreState state;

    private @Nullable StoreLock lock;
    private @Nullable Connection connection;
    private @Nullable Object identity;
    private boolean prepared;
    private long lastAttempt = System.nanoTime() - PAUSE_BETWEEN_ATTEMPTS.toNanos();
    private volatile long generation;

    SqliteWriter(LocalStoreSettings settings, SchemaMigrator migrator, StoreState state) {
        this.settings = settings;
        this.file = new SqliteFile(settings.file());
        this.migrator = migrator;
        this.state = state;
    }

    /** Counts how often the database was opened. */
    long generation() {
        return generation;
    }

    /** Commits a group; the answer is each unit's failure, or null for a unit that is on disk. */
    List<@Nullable Throwable> run(List<Unit<?>> units) {
        if (units.stream().anyMatch(Unit::probe) && connection != null && !Objects.equals(identity, file.identity())) {
            // Someone removed the file or put another in its place: what we write would go nowhere.
            giveUp(StoreFault.UNWRITABLE, new IOException("The database file is gone or was replaced"));
            lastAttempt = System.nanoTime() - PAUSE_BETWEEN_ATTEMPTS.toNanos();
        }
        if (!state.is(StoreFault.STORAGE_FULL)) {
            return commit(units);
        }
        // While it is full each unit is alone, so that one which makes room is not undone by one which needs room.
        var failures = new ArrayList<@Nullable Throwable>(units.size());
        for (var unit : units) {
            failures.addAll(commit(List.of(unit)));
        }
        return failures;
    }

    /** One row written; while the store is full, also as much room as lets it work for a while. */
    @Nullable
    Void probe(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into breakwater_probe (id, checked_at) values (1, datetime('now'))
                    on conflict (id) do update set checked_at = excluded.checked_at""");
            if (state.is(StoreFault.STORAGE_FULL)) {
                statement.executeUpdate("insert into breakwater_probe (id, filler) values (2, zeroblob(65536))");
                statement.executeUpdate("delete from breakwater_probe where id = 2");
            }
        }
        return null;
    }

    @Override
    public void close() {
        disconnect();
        unlock();
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // Given up because it failed, or at the end: nothing is left to do with it.
        }
    }

    private List<@Nullable Throwable> commit(List<Unit<?>> units) {
        try {
            var failures = transaction(connection(), units);
            // Only what was really written proves something, and in a full store only what needed room.
            var written = failures.contains(null);
            if (written && (!state.is(StoreFault.STORAGE_FULL) || units.stream().anyMatch(Unit::probe))) {
                state.works();
            }
            return failures;
        } catch (SQLException | IOException | RuntimeException | LinkageError e) {
            var known = SqliteFaults.of(e);
            var fault = known == null ? StoreFault.UNWRITABLE : known;
            giveUp(fault, e);
            return Collections.nCopies(units.size(), StoreState.refusal(fault));
        }
    }

    private static List<@Nullable Throwable> transaction(Connection connection, List<Unit<?>> units)
            throws SQLException {
        try (var control = connection.createStatement()) {
            control.executeUpdate("begin immediate");
            return units.size() == 1
                    ? Collections.singletonList(alone(connection, control, units.getFirst()))
                    : savepoints(connection, control, units);
        }
    }

    /** The transaction is all that one unit needs. */
    private static @Nullable Throwable alone(Connection connection, Statement control, Unit<?> unit)
            throws SQLException {
        var failure = run(connection, unit);
        control.executeUpdate(failure == null ? "commit" : "rollback");
        return failure;
    }

    private static List<@Nullable Throwable> savepoints(Connection connection, Statement control, List<Unit<?>> units)
            throws SQLException {
        var failures = new ArrayList<@Nullable Throwable>(units.size());
        for (var unit : units) {
            control.executeUpdate("savepoint unit");
            var failure = run(connection, unit);
            if (failure != null) {
                control.executeUpdate("rollback to unit");
            }
            control.executeUpdate("release unit");
            failures.add(failure);
        }
        control.executeUpdate("commit");
        return failures;
    }

    // What is the store's fault ends the group: SQLite may have rolled back all of it. Anything else ends this unit
    // only.
    private static @Nullable Throwable run(Connection connection, Unit<?> unit) {
        try {
            unit.run(connection);
            return null;
        } catch (Throwable failure) {
            var fault = SqliteFaults.of(failure);
            if (fault != null) {
                throw new StoreFaultException(fault, failure);
            }
            return failure;
        }
    }

    private Connection connection() throws SQLException, IOException {
        if (connection != null) {
            return connection;
        }
        var fault = state.fault();
        if (!prepared && fault != null && System.nanoTime() - lastAttempt < PAUSE_BETWEEN_ATTEMPTS.toNanos()) {
            throw new StoreFaultException(fault, "The next attempt is due in a moment");
        }
        lastAttempt = System.nanoTime();
        if (prepared) {
            connection = file.openForWriting(settings.quotaBytes());
        } else {
            prepare(fault == StoreFault.CORRUPT);
        }
        generation++;
        return requireNonNull(connection);
    }

    private void prepare(boolean suspect) throws SQLException, IOException {
        file.prepareDirectory();
        lock = StoreLock.tryAcquire(settings.file());
        if (lock == null) {
            throw new StoreFaultException(StoreFault.IN_USE, "Another process has the database");
        }
        state.unreadableTail(WalTail.unreadableBytes(settings.file()));
        file.check(suspect);
        connection = file.openForWriting(settings.quotaBytes());
        migrator.migrate(connection);
        file.syncDirectory();
        identity = file.identity();
        prepared = true;
    }

    /** After a full disk only the connection's state is doubtful; after anything else everything is looked at anew. */
    private void giveUp(StoreFault fault, Throwable cause) {
        disconnect();
        if (fault != StoreFault.STORAGE_FULL || !prepared) {
            unlock();
        }
        state.fault(fault, cause);
    }

    private void disconnect() {
        if (connection != null) {
            closeQuietly(connection);
            connection = null;
        }
    }

    private void unlock() {
        prepared = false;
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException _) {
                // The lock goes with the process at the latest.
            }
            lock = null;
        }
    }
}
