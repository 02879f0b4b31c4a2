package io.breakwater.resilience.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A caller's work and, once it ran, what it answered. Handed from thread to thread through a {@link GroupCommit}. */
final class Unit<T extends @Nullable Object> {

    private final SqlWork<T> work;
    private final boolean probe;
    private @Nullable T value;

    Unit(SqlWork<T> work, boolean probe) {
        this.work = work;
        this.probe = probe;
    }

    void run(Connection connection) throws SQLException {
        value = work.run(connection);
    }

    /** Whether its success proves that the store works. */
    boolean probe() {
        return probe;
    }

    /** What the work answered; only after it ran. */
    @SuppressWarnings("NullAway") // Null only where the work itself answers null, which T then allows.
    T value() {
        return value;
    }
}
