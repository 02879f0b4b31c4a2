package io.breakwater.resilience.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts a server before the application of a {@code @QuarkusTest} and tells the application of a way to it; fields of the
 * server's type and of {@link TcpRelay} annotated with {@link Fixture} get the server, and the relay that the application
 * reaches it through.
 */
abstract class ServerTestResource<S extends EmbeddedServer> implements QuarkusTestResourceLifecycleManager {

    private final Fixture.Kind kind;
    private @Nullable S server;
    private @Nullable TcpRelay relay;

    ServerTestResource(Fixture.Kind kind) {
        this.kind = kind;
    }

    /** A server that is up. */
    abstract S started();

    /** The settings that lead the application to it by way of this port. */
    abstract Map<String, String> settings(S server, int relayPort);

    @Override
    public final Map<String, String> start() {
        var started = started();
        var road = TcpRelay.to(started.port());
        server = started;
        relay = road;
        return settings(started, road.port());
    }

    @Override
    public final void inject(TestInjector injector) {
        kind.inject(injector, server, relay);
    }

    @Override
    public final void stop() {
        if (relay != null) {
            relay.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
