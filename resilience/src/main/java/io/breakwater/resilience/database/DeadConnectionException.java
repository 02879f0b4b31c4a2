package io.breakwater.resilience.database;

import io.breakwater.resilience.problem.DependencyFailedException;
import java.sql.SQLException;

/** The connection broke under the work: another one from the pool may well do. */
final class DeadConnectionException extends DependencyFailedException {

    private static final long serialVersionUID = 1L;

    /** PostgreSQL's class of connection exceptions, and its two ways to say that an administrator stopped it. */
    private static final String CONNECTION_EXCEPTION = "08";

    private static final String ADMIN_SHUTDOWN = "57P01";
    private static final String CRASH_SHUTDOWN = "57P02";

    private DeadConnectionException(SQLException cause) {
        super(cause);
    }

    /** The failure as one of these, where SQL's state says so; else as any failure of a dependency. */
    static DependencyFailedException unlessOther(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && says(sql)) {
                return new DeadConnectionException(sql);
            }
        }
        return new DependencyFailedException(failure);
    }

    private static boolean says(SQLException failure) {
        var state = failure.getSQLState();
        return state != null
                && (state.startsWith(CONNECTION_EXCEPTION)
                        || state.equals(ADMIN_SHUTDOWN)
                        || state.equals(CRASH_SHUTDOWN));
    }
}
