package io.breakwater.resilience.redis;

import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The Quarkus client, touched only where the user configured a Redis: without one it refuses to be made. */
@Singleton
class RedisConnection {

    private final boolean configured;
    private final Instance<Redis> client;

    RedisConnection(
            @ConfigProperty(name = "breakwater.redis.configured", defaultValue = "false") boolean configured,
            Instance<Redis> client) {
        this.configured = configured;
        this.client = client;
    }

    boolean configured() {
        return configured;
    }

    Redis client() {
        if (!configured) {
            throw new IllegalStateException("no Redis is configured");
        }
        return client.get();
    }
}
