package io.breakwater.resilience.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts a PostgreSQL before the application of a {@code @QuarkusTest} and names it in {@code DATABASE_URL}; fields of type
 * {@link EmbeddedPostgresServer} and {@link TcpRelay} annotated with {@link Fixture} get the server, and the relay that the
 * application reaches it through.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedPostgresServer server;
    private @Nullable TcpRelay relay;

    @Override
    public Map<String, String> start() {
        var started = EmbeddedPostgresServer.started();
        var road = TcpRelay.to(started.port());
        server = started;
        relay = road;
        return Map.of("DATABASE_URL", started.databaseUrl(road.port()));
    }

    @Override
    public void inject(TestInjector injector) {
        Fixture.Kind.POSTGRES.inject(injector, server, relay);
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
