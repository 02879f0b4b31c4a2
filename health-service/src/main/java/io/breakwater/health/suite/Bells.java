package io.breakwater.health.suite;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;

/** Makes the {@link Bell}s, on one client of few threads however many instances there are. */
@Singleton
final class Bells {

    private static final int CONNECT_LIMIT_MS = 1_000;
    private static final int MOST = 256;

    private final Vertx vertx;
    private final HttpClient http;

    Bells(Vertx vertx) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_LIMIT_MS)
                .setMaxPoolSize(MOST)
                .setMaxWaitQueueSize(0)
                .setDecompressionSupported(false));
    }

    @PreDestroy
    void close() {
        http.close();
    }

    /** @param ring run on an event loop when something there changed, or when it went away; must not wait */
    Bell at(URI address, Runnable ring) {
        var bell = new Bell(vertx, http, address, ring);
        bell.listen();
        return bell;
    }
}
