package io.breakwater.resilience.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Read-only connections, at most one for each thread that reads; opened when first needed. */
final class SqliteReaders implements AutoCloseable {

    private final SqliteFile file;
    private final LongSupplier generation;
    private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();

    /** @param generation changes when the file may be another one than before, so that old connections are given up */
    SqliteReaders(Path path, LongSupplier generation) {
        file = new SqliteFile(path);
        this.generation = generation;
    }

    /** Runs one read; the answer is its failure, or null. */
    List<@Nullable Throwable> run(List<Unit<?>> units) {
        return Collections.singletonList(run(units.getFirst()));
    }

    @Override
    public void close() {
        for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
            SqliteWriter.closeQuietly(reader.connection());
        }
    }

    private @Nullable Throwable run(Unit<?> unit) {
        Reader reader = null;
        try {
            reader = borrow();
            snapshot(reader.connection(), unit);
            idle.add(reader);
            return null;
        } catch (Throwable failure) {
            // A caller's own failure leaves the connection in order, but it is not worth telling the two apart.
            if (reader != null) {
                SqliteWriter.closeQuietly(reader.connection());
            }
            return failure instanceof SQLException ? SqliteFaults.problem(failure) : failure;
        }
    }

    // In one transaction, so that several queries see one state.
    private static void snapshot(Connection connection, Unit<?> unit) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("begin");
            unit.run(connection);
            statement.executeUpdate("rollback");
        }
    }

    private Reader borrow() throws SQLException {
        var now = generation.getAsLong();
        for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
            if (reader.generation() == now) {
                return reader;
            }
            SqliteWriter.closeQuietly(reader.connection());
        }
        return new Reader(file.openForReading(), now);
    }

    private record Reader(Connection connection, long generation) {}
}
