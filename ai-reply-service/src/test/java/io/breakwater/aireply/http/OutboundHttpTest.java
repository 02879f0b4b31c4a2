package io.breakwater.aireply.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboundHttpTest {

    private final Vertx vertx = Vertx.vertx();
    private final OutboundHttp http = new OutboundHttp(vertx);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anInterruptClosesTheConnectionAtOnce() throws Exception {
        // Given
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var port = serve(request -> {
            request.connection().closeHandler(_ -> closed.countDown());
            asked.countDown();
        });
        var caller = Thread.ofVirtual().start(() -> {
            try {
                http.send(get(port, 1_000));
            } catch (Exception expected) {
                // It was interrupted.
            }
        });
        asked.await();

        // When
        caller.interrupt();

        // Then
        assertThat(closed.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(caller.join(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void anAnswerThatIsTooLargeEndsTheExchange() {
        // Given
        var port = serve(request -> request.response().end("x".repeat(2_000)));

        // When
        var sending = get(port, 1_000);

        // Then
        assertThatThrownBy(() -> http.send(sending)).isInstanceOf(AnswerTooLargeException.class);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        // Given
        var port = serve(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "/elsewhere")
                .end());

        // When
        var answer = http.send(get(port, 1_000));

        // Then
        assertThat(answer.status()).isEqualTo(302);
    }

    private int serve(io.vertx.core.Handler<io.vertx.core.http.HttpServerRequest> handler) {
        return vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static OutboundRequest get(int port, int limit) {
        return new OutboundRequest(HttpMethod.GET, URI.create("http://127.0.0.1:" + port + "/"), Map.of(), null, limit);
    }
}
