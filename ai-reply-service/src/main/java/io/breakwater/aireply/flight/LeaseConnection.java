package io.breakwater.aireply.flight;

import io.breakwater.resilience.redis.RedisConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Redis that leases have for themselves: once there is one, what asks for a lease does not queue behind
 * the other commands of a burst. Taken from the pool when it is needed, and again when it was lost. Safe for use by many
 * threads; blocks.
 */
@Singleton
class LeaseConnection {

    private final RedisConnection redis;
    private @Nullable Uni<io.vertx.mutiny.redis.client.RedisConnection> current;

    LeaseConnection(RedisConnection redis) {
        this.redis = redis;
    }

    boolean configured() {
        return redis.configured();
    }

    /**
     * Sends one command and waits for its answer; empty stands for Redis' nil. Throws what goes wrong.
     *
     * @param limit to wait, after which the connection is taken for dead
     */
    Optional<Response> send(Request command, Duration limit) throws InterruptedException {
        var connection = connection();
        try {
            return await(connection, command, limit);
        } catch (RuntimeException failure) {
            // Mutiny wraps it, and to a breaker it must not look like Redis' fault.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failure;
        }
    }

    private Optional<Response> await(
            Uni<io.vertx.mutiny.redis.client.RedisConnection> connection, Request command, Duration limit) {
        return connection
                .chain(open -> open.send(command))
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure()
                .invoke(_ -> lost(connection))
                .await()
                .asOptional()
                .indefinitely();
    }

    private synchronized Uni<io.vertx.mutiny.redis.client.RedisConnection> connection() {
        var known = current;
        if (known == null) {
            known = redis.client().connect().memoize().indefinitely();
            current = known;
        }
        return known;
    }

    /** The next command gets another one. What answers with an error costs no more than a connection. */
    private void lost(Uni<io.vertx.mutiny.redis.client.RedisConnection> connection) {
        synchronized (this) {
            if (current != connection) {
                return;
            }
            current = null;
        }
        connection.subscribe().with(open -> open.close().subscribe().with(_ -> {}, _ -> {}), _ -> {});
    }
}
