package io.breakwater.resilience.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The connections of another data source, which wait longer for an answer: requests give up after seconds, a migration
 * that builds an index may not.
 */
public final class PatientDataSource implements DataSource {

    /** Who would do the waiting, which PostgreSQL's driver leaves to the socket. */
    private static final Executor UNUSED = Runnable::run;

    private final DataSource connections;
    private final int millis;

    /** @param patience how long a connection waits for the database's next byte, 1 ms to 24 days */
    public PatientDataSource(DataSource connections, Duration patience) {
        this.connections = connections;
        this.millis = Math.toIntExact(patience.toMillis());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return patient(connections.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return patient(connections.getConnection(user, password));
    }

    private Connection patient(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(UNUSED, millis);
            return connection;
        } catch (SQLException unable) {
            connection.close();
            throw unable;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return connections.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        connections.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        connections.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return connections.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return connections.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connections.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return connections.isWrapperFor(type);
    }
}
