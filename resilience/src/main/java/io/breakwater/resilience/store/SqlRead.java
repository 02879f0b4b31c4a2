package io.breakwater.resilience.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Queries over one consistent snapshot of what was committed. Must not keep the connection or a result set of it.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface SqlRead<T extends @Nullable Object> {

    T run(Connection connection) throws SQLException;
}
