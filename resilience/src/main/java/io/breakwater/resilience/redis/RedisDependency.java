package io.breakwater.resilience.redis;

import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.Dependency;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;

/** Redis as a dependency: asked by PING, and without it each instance has only its own memory. */
@Singleton
class RedisDependency implements Dependency {

    private final RedisConnection connection;

    RedisDependency(RedisConnection connection) {
        this.connection = connection;
    }

    @Override
    public String name() {
        return RedisGateway.NAME;
    }

    @Override
    public boolean configured() {
        return connection.configured();
    }

    @Override
    public DegradationLevel whenAway() {
        return DegradationLevel.REDUCED;
    }

    @Override
    public void probe() {
        connection.client().send(Request.cmd(Command.PING)).await().indefinitely();
    }
}
