package io.breakwater.resilience.database;

import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerState;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;

/**
 * Does work on PostgreSQL and never waits for it longer than 300 ms: where it is away or hangs, the answer says so and
 * the caller turns to its own store. Blocks; call it from a virtual thread, whose interruption is what cuts a hanging
 * socket off.
 */
@Singleton
@IfBuildProperty(name = "breakwater.database.enabled", stringValue = "true")
public final class DatabaseGateway {

    /** The name of the breaker and of the dependency. */
    public static final String NAME = "database";

    private final DatabaseConnection database;
    private final DatabaseCalls calls;
    private final BreakerRegistry breakers;

    DatabaseGateway(DatabaseConnection database, DatabaseCalls calls, BreakerRegistry breakers) {
        this.database = database;
        this.calls = calls;
        this.breakers = breakers;
    }

    /** Whether there is a database to call. */
    public boolean configured() {
        return database.configured();
    }

    /** Whether a call now has a chance: false while the database is known to be away. Answered from memory. */
    public boolean available() {
        return database.ready()
                && breakers.find(NAME)
                        .filter(breaker -> breaker.state() == BreakerState.OPEN)
                        .isEmpty();
    }

    /** Does the work, once more where a pooled connection turned out to be dead; never throws for the database's sake. */
    // The reply is made of what this very work returns.
    @SuppressWarnings("unchecked")
    public <T> DatabaseReply<T> call(DatabaseWork<T> work) {
        return (DatabaseReply<T>) calls.call(work);
    }
}
