package io.breakwater.aireply.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Sends requests and waits for their answers. Never follows a redirect. Owns its connections; safe for use by many
 * threads, but not by an event loop, because it blocks.
 */
@Singleton
public final class OutboundHttp {

    // Within one data centre a connection takes milliseconds, over the world 0.3 s: one that takes longer is not
    // coming.
    private static final int CONNECT_LIMIT_MS = 2_000;
    private static final int CONNECTIONS_PER_HOST = 64;
    private static final int WAITING_PER_HOST = 256;
    private static final int IDLE_SECONDS = 30;

    private final HttpClient client;

    /**
     * One event loop for all connections: asked from elsewhere, the client takes another loop for each request, and each
     * answer is handed from its connection's loop to that one before it is handed to who waits.
     */
    private final Context loop;

    OutboundHttp(Vertx vertx) {
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_LIMIT_MS)
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setMaxWaitQueueSize(WAITING_PER_HOST)
                .setKeepAliveTimeout(IDLE_SECONDS));
    }

    /**
     * Sends and waits. An interrupt of the waiting thread aborts the exchange: the server sees the connection close.
     *
     * @throws IOException where there is no complete answer, {@link AnswerTooLargeException} where it is too large
     */
    public HttpAnswer send(OutboundRequest request) throws IOException, InterruptedException {
        return send(request, _ -> {});
    }

    /**
     * The same, and each piece of a body of server-sent events is handed on as it comes, on an event loop.
     *
     * @param events must not wait
     */
    public HttpAnswer send(OutboundRequest request, Consumer<Buffer> events) throws IOException, InterruptedException {
        var exchange = new Exchange(request, events);
        var options = new RequestOptions()
                .setMethod(request.method())
                .setAbsoluteURI(request.uri().toString())
                .setFollowRedirects(false);
        loop.runOnContext(_ -> client.request(options).onFailure(exchange::fail).onSuccess(exchange::send));
        return exchange.await();
    }
}
