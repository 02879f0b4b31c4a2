package io.breakwater.health.registered.check;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** The one way out over plain connections for checks. What is left open is closed after the longest timeout there is. */
@Singleton
final class OutwardSockets {

    private static final int CONNECT_LIMIT_MS = 30_000;
    private static final int IDLE_LIMIT_S = 30;

    private final NetClient plain;
    private final NetClient secure;

    OutwardSockets(Vertx vertx) {
        this.plain = vertx.createNetClient(options());
        this.secure = vertx.createNetClient(options().setSsl(true).setHostnameVerificationAlgorithm("HTTPS"));
    }

    private static NetClientOptions options() {
        return new NetClientOptions()
                .setConnectTimeout(CONNECT_LIMIT_MS)
                .setIdleTimeout(IDLE_LIMIT_S)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    @PreDestroy
    void close() {
        plain.close();
        secure.close();
    }

    Future<NetSocket> connect(Endpoint endpoint) {
        return (endpoint.secure() ? secure : plain).connect(endpoint.port(), endpoint.host());
    }
}
