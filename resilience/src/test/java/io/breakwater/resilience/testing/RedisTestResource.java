package io.breakwater.resilience.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts a Redis before the application of a {@code @QuarkusTest} and names it in {@code REDIS_URL}; fields of type
 * {@link EmbeddedRedisServer} and {@link TcpRelay} annotated with {@link Fixture} get the server, and the relay that the
 * application reaches it through.
 */
public final class RedisTestResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedRedisServer server;
    private @Nullable TcpRelay relay;

    @Override
    public Map<String, String> start() {
        var started = EmbeddedRedisServer.started();
        var road = TcpRelay.to(started.port());
        server = started;
        relay = road;
        return Map.of("REDIS_URL", started.redisUrl(road.port()));
    }

    @Override
    public void inject(TestInjector injector) {
        Fixture.Kind.REDIS.inject(injector, server, relay);
    }

    @Override
    public void stop() {
        if (relay != null) {
            relay.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
