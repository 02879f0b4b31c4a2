package io.breakwater.health.suite;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Waits at one instance until a state there changes, and rings. So a change is known at once and nobody has to look all
 * the time. It only ever says that a look is due: what it is told is not believed, and without it looks come as often as
 * they come. Lives on event loops and never blocks one.
 */
final class Bell implements AutoCloseable {

    /** A little longer than an instance lets us wait. */
    private static final long ANSWER_LIMIT_MS = 20_000;

    private static final long AFTER_ANSWER_MS = 50;
    private static final long SOON_NS = 20_000_000;
    private static final long AFTER_FAILURE_MS = 500;

    /** An instance of an older version knows no such path. */
    private static final long AFTER_REFUSAL_MS = 10_000;

    /** A body's length. */
    private static final Pattern SHORT = Pattern.compile("[0-9]{1,3}");

    private final Vertx vertx;
    private final HttpClient http;
    private final URI address;
    private final Runnable ring;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile @Nullable String mark;
    private volatile long asked;
    private volatile boolean closed;

    Bell(Vertx vertx, HttpClient http, URI address, Runnable ring) {
        this.vertx = vertx;
        this.http = http;
        this.address = address;
        this.ring = ring;
    }

    @Override
    public void close() {
        closed = true;
    }

    void listen() {
        if (closed) {
            return;
        }
        asked = System.nanoTime();
        // Looked at where the response arrives: on another event loop it may have ended before it is there.
        http.request(request())
                .compose(request -> request.send().onSuccess(this::answered))
                .onFailure(failure -> lost());
    }

    private RequestOptions request() {
        var ssl = "https".equals(address.getScheme());
        var known = mark;
        var path = address.getPath() == null || address.getPath().equals("/") ? "" : address.getPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(address.getHost())
                .setPort(address.getPort() < 0 ? (ssl ? 443 : 80) : address.getPort())
                .setSsl(ssl)
                .setURI(path + "/resilience/changed"
                        + (known == null ? "" : "?since=" + URLEncoder.encode(known, StandardCharsets.UTF_8)))
                .setTimeout(ANSWER_LIMIT_MS)
                .setFollowRedirects(false);
    }

    private void answered(HttpClientResponse response) {
        var declared = response.getHeader("Content-Length");
        if (response.statusCode() != 200
                || declared == null
                || !SHORT.matcher(declared).matches()) {
            response.exceptionHandler(ours -> {});
            response.request().reset();
            again(AFTER_REFUSAL_MS);
            return;
        }
        response.body()
                .map(body -> new JsonObject(body).getString("mark"))
                .onSuccess(this::told)
                .onFailure(failure -> lost());
    }

    private void told(@Nullable String now) {
        if (now == null) {
            again(AFTER_REFUSAL_MS);
            return;
        }
        var returned = away.getAndSet(false);
        if (returned || !now.equals(mark)) {
            mark = now;
            ring.run();
        }
        // Who answers at once all the time is not asked all the time.
        again(System.nanoTime() - asked < SOON_NS ? AFTER_FAILURE_MS : AFTER_ANSWER_MS);
    }

    /** Rings once: whether it is away is for a look to find out. */
    private void lost() {
        if (!closed && away.compareAndSet(false, true)) {
            ring.run();
        }
        again(AFTER_FAILURE_MS);
    }

    private void again(long pauseMs) {
        if (!closed) {
            vertx.setTimer(pauseMs, timer -> listen());
        }
    }
}
