package io.breakwater.health.storage;

import io.agroal.api.AgroalDataSource;
import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.store.SqlWork;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/**
 * PostgreSQL, which all replicas share. One piece of work is one transaction. Blocks for 300 ms at most; call it from a
 * virtual thread. Work may be carried out twice, so doing it again must change nothing more.
 */
@Singleton
public final class SharedStore {

    private final DatabaseGateway gateway;
    private final Instance<AgroalDataSource> pool;

    SharedStore(DatabaseGateway gateway, Instance<AgroalDataSource> pool) {
        this.gateway = gateway;
        this.pool = pool;
    }

    /** Whether there is one; false means that the local store is all there is. */
    public boolean configured() {
        return gateway.configured();
    }

    /** Never throws for the database's sake: where it is away, the answer says so. */
    public <T> DatabaseReply<T> call(SqlWork<T> work) {
        try {
            return gateway.call(() -> transact(work));
        } catch (ProblemException fallbacksAreOff) {
            // To go on watching while the database is away is this service's job, not a fallback of it.
            return new DatabaseReply.Away<>(fallbacksAreOff.code());
        }
    }

    private <T> T transact(SqlWork<T> work) throws SQLException {
        try (var connection = pool.get().getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                // Closing a broken connection rolls back as well; what matters is why the work failed.
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    private static void rollBack(java.sql.Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
        }
    }
}
