package io.breakwater.usage.proof;

import io.breakwater.resilience.testing.EmbeddedServer;
import io.breakwater.resilience.testing.TcpRelay;

/** A server, and the only way that the service knows to it. */
record Road(EmbeddedServer server, TcpRelay relay) implements AutoCloseable {

    static Road to(EmbeddedServer server) {
        return new Road(server, TcpRelay.to(server.port()));
    }

    /** All is well again, whatever was wrong. */
    void heal() {
        server.resume();
        server.start();
        relay.forward();
    }

    @Override
    public void close() {
        server.resume();
        relay.close();
        server.close();
    }
}
