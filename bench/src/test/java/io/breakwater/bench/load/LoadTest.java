package io.breakwater.bench.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadTest {

    private final AtomicInteger arrived = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            // Every tenth is refused, with a body longer than one read.
            var refused = arrived.incrementAndGet() % 10 == 0;
            var body = (refused ? "x".repeat(50_000) : "{}").getBytes(StandardCharsets.US_ASCII);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(refused ? 503 : 202, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachAnswerIsCountedOnceByItsStatus() {
        // When
        var measured = load().asFastAsItGoes(Duration.ofMillis(300));

        // Then
        var answers = measured.answers();
        assertThat(answers).containsOnlyKeys(202, 503);
        assertThat(answers.get(202) + answers.get(503)).isEqualTo(arrived.get());
        assertThat(measured.micros().getTotalCount()).isEqualTo(arrived.get());
        assertThat(measured.acknowledged()).isEqualTo(answers.get(202));
    }

    @Test
    void anAnswerInChunksIsReadWhole() {
        // Given
        server.createContext("/chunks", exchange -> {
            arrived.incrementAndGet();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("x".repeat(50_000).getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

        // When
        var measured = new Load(base, 4, () -> Requests.get("/chunks")).asFastAsItGoes(Duration.ofMillis(200));

        // Then
        assertThat(measured.answers()).containsOnlyKeys(200);
        assertThat(measured.acknowledged()).isEqualTo(arrived.get());
    }

    @Test
    void aRateIsKeptAndNotPassed() {
        // When
        var measured = load().at(200, Duration.ofSeconds(1));

        // Then
        assertThat(measured.micros().getTotalCount()).isBetween(100L, 200L);
    }

    @Test
    void whereNobodyListensThereIsNoAnswer() {
        // Given
        server.stop(0);

        // When
        var measured = load().asFastAsItGoes(Duration.ofMillis(100));

        // Then
        assertThat(measured.answers()).containsOnlyKeys(0);
        assertThat(measured.acknowledged()).isZero();
    }

    private Load load() {
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Load(base, 4, () -> Requests.post("/increment", "key", "{}"));
    }
}
