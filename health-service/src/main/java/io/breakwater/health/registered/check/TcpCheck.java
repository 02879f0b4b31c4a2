package io.breakwater.health.registered.check;

import io.vertx.core.Future;
import jakarta.inject.Singleton;

/** That a connection is taken. */
@Singleton
final class TcpCheck implements Check {

    private final OutwardSockets sockets;

    TcpCheck(OutwardSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public Future<Verdict> of(Endpoint endpoint) {
        var started = System.nanoTime();
        return sockets.connect(endpoint).compose(socket -> {
            var ms = Checks.since(started);
            return socket.close().map(closed -> Verdict.healthy(ms));
        });
    }
}
