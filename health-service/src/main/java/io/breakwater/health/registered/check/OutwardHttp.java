package io.breakwater.health.registered.check;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way out over HTTP for checks: follows no redirect, reads a bounded body and only where it is wanted, keeps
 * connections between two checks. Lives on event loops.
 */
@Singleton
final class OutwardHttp {

    /** Of a body that is looked at. */
    static final int MAX_BODY = 65_536;

    /** For each host: many registered paths of one may be asked at the same time. */
    private static final int PER_HOST = 64;

    /** Longer than most intervals: a connection that is kept spares the next check its handshake. */
    private static final int KEEP_S = 75;

    /** How often those kept too long are looked for, each time in the pools of all hosts: thousands of them. */
    private static final int LOOK_MS = 15_000;

    private final HttpClient client;

    OutwardHttp(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(PER_HOST)
                .setMaxWaitQueueSize(PER_HOST)
                .setKeepAliveTimeout(KEEP_S)
                .setPoolCleanerPeriod(LOOK_MS)
                .setMaxHeaderSize(16_384)
                .setDecompressionSupported(false));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    Future<Verdict> get(
            Endpoint endpoint,
            Consumer<HttpClientRequest> prepare,
            boolean wantsBody,
            BiFunction<HttpClientResponse, @Nullable Buffer, Verdict> judge) {
        var timeout = endpoint.timeout().toMillis();
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.secure())
                .setURI(endpoint.target())
                .setFollowRedirects(false)
                .setConnectTimeout(timeout)
                .setTimeout(timeout)
                .putHeader("User-Agent", "breakwater-health")
                .putHeader("Accept", "application/json, */*;q=0.5");
        return client.request(options).compose(request -> {
            prepare.accept(request);
            // Read where the response arrives: once more composed it would be handed to the caller's event loop, and
            // may have ended before it is there.
            return request.send()
                    .compose(response -> read(response, wantsBody).map(body -> judge.apply(response, body)));
        });
    }

    /** The body where it is wanted; else it is thrown away as it comes, and cut off where it is long. */
    private static Future<@Nullable Buffer> read(HttpClientResponse response, boolean wanted) {
        var whole = Promise.<@Nullable Buffer>promise();
        var body = Buffer.buffer();
        var seen = new int[1];
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(body));
        response.handler(chunk -> {
            seen[0] += chunk.length();
            if (seen[0] > MAX_BODY) {
                whole.tryComplete(null);
                response.request().connection().close();
            } else if (wanted) {
                body.appendBuffer(chunk);
            }
        });
        return whole.future();
    }
}
