package io.breakwater.resilience.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One unit of writing: all of it is stored, or nothing. It runs inside the writer's transaction and must not begin, commit
 * or roll back by itself, keep the connection, or wait for anything but the database. It may run on another thread than
 * its caller's.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {

    /** What this throws rolls back this unit alone and is thrown to its caller. */
    T run(Connection connection) throws SQLException;
}
