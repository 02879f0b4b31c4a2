package io.breakwater.resilience.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is compiled once for each connection instead of for each unit: for a small one that takes longer than
 * running it. For units of writing alone, which all run on one thread; whoever uses it closes results, not the statement,
 * which ends with its connection.
 */
public final class Compiled {

    private final String sql;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement statement;

    public Compiled(String sql) {
        this.sql = sql;
    }

    /** The statement on this connection, with whatever was set in it before. */
    public PreparedStatement on(Connection given) throws SQLException {
        var known = statement;
        if (known != null && connection == given && !known.isClosed()) {
            return known;
        }
        var compiled = given.prepareStatement(sql);
        connection = given;
        statement = compiled;
        return compiled;
    }
}
