package io.breakwater.resilience.redis;

import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The Quarkus client, touched only where the user configured a Redis: without one it refuses to be made. What goes to
 * Redis goes through {@link RedisGateway}; this is for who needs a connection of their own, with limits of their own.
 */
@Singleton
public class RedisConnection {

    private final boolean configured;
    private final Instance<Redis> client;

    RedisConnection(
            @ConfigProperty(name = "breakwater.redis.configured", defaultValue = "false") boolean configured,
            Instance<Redis> client) {
        this.configured = configured;
        this.client = client;
    }

    /** Whether there is a Redis to connect to. */
    public boolean configured() {
        return configured;
    }

    /** @throws IllegalStateException where none is configured */
    public Redis client() {
        if (!configured) {
            throw new IllegalStateException("no Redis is configured");
        }
        return client.get();
    }
}
