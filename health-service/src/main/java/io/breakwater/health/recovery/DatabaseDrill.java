package io.breakwater.health.recovery;

import io.agroal.api.AgroalDataSource;
import io.breakwater.health.storage.SharedStore;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.database.DatabaseGateway;
import io.breakwater.resilience.database.DatabaseReply;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Cuts one of our own connections to the database off and looks whether anybody would have noticed. */
@Singleton
final class DatabaseDrill {

    private final SharedStore store;
    private final Instance<AgroalDataSource> pool;
    private final BreakerRegistry breakers;

    DatabaseDrill(SharedStore store, Instance<AgroalDataSource> pool, BreakerRegistry breakers) {
        this.store = store;
        this.pool = pool;
        this.breakers = breakers;
    }

    boolean possible() {
        return store.configured();
    }

    /** Past the breaker, which has nothing to learn from this; the server ends no session but this one. */
    boolean cutsOff() throws SQLException {
        var cutOff = false;
        try (var connection = pool.get().getConnection();
                var statement = connection.createStatement()) {
            try {
                statement.execute("select pg_terminate_backend(pg_backend_pid())");
            } catch (SQLException ended) {
                cutOff = isCutOff(ended.getSQLState());
                if (!cutOff) {
                    throw ended;
                }
            }
        } catch (SQLException unusable) {
            // What is cut off may not even be closed in peace.
            if (!cutOff) {
                throw unusable;
            }
        }
        return cutOff;
    }

    /** PostgreSQL's two ways to say so: by its end's message, or by a connection that is gone. */
    private static boolean isCutOff(@Nullable String state) {
        return state != null && (state.equals("57P01") || state.startsWith("08"));
    }

    boolean answers() {
        return store.call(connection -> {
                    try (var statement = connection.createStatement()) {
                        return statement.execute("select 1");
                    }
                })
                instanceof DatabaseReply.Answered<Boolean> _;
    }

    boolean closed() {
        return breakers.get(DatabaseGateway.NAME).state() == BreakerState.CLOSED;
    }
}
