package io.breakwater.resilience.testing;

import java.util.Map;

/** A Redis for a {@code @QuarkusTest}, named in {@code REDIS_URL}; {@link Fixture.Kind#REDIS}. */
public final class RedisTestResource extends ServerTestResource<EmbeddedRedisServer> {

    public RedisTestResource() {
        super(Fixture.Kind.REDIS);
    }

    @Override
    EmbeddedRedisServer started() {
        return EmbeddedRedisServer.started();
    }

    @Override
    Map<String, String> settings(EmbeddedRedisServer server, int relayPort) {
        return Map.of("REDIS_URL", server.redisUrl(relayPort));
    }
}
