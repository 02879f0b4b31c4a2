package io.breakwater.resilience.app;

import io.breakwater.resilience.request.LoadShedder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class LoadSheddingTest {

    private static final String GATE = "GET /api/test/gate HTTP/1.1\r\n" + RawHttp.head() + "\r\n";

    @TestHTTPResource
    URI service;

    @Inject
    LoadShedder shedder;

    @Inject
    Gates gates;

    private final List<Socket> held = new ArrayList<>();
    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(service.getPort());
        gates.close();
    }

    @AfterEach
    void everyTurnIsGivenBack() throws IOException {
        gates.open();
        for (var socket : held) {
            socket.close();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> shedder.working() == 0 && gates.waiting() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/test/context", "/api;x=1/test/context", "//api/test/context"})
    void pastTheLimitARequestIsTurnedAwayAtOnce(String path) throws IOException {
        // Given
        fill();

        // When
        var answer = http.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).contains("\"code\":\"bulkhead-full\"").contains("\"retryable\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics", "/metrics/prometheus", "/resilience"})
    void whatWatchesTheServiceStillAnswers(String path) throws IOException {
        // Given
        fill();

        // When
        var answer = http.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theOperatorStillActs() throws IOException {
        // Given
        fill();

        // When
        var answer = http.post("/admin/cache/clear", "application/json", "", AccessTest.OPERATOR);

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aTurnIsFreeAgainWhenTheAnswerIsOut() throws IOException {
        // Given
        fill();
        gates.open();
        for (var socket : held) {
            assertThat(RawHttp.read(socket).status()).isEqualTo(200);
        }

        // When
        var answer = http.get("/api/test/context");

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aTurnIsFreeAgainWhenTheCallerIsGone() throws IOException {
        // Given
        fill();

        // When
        for (var socket : held) {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> shedder.working() == 0);
    }

    @Test
    void noTurnIsLostWhateverTheEnd() throws IOException {
        // Given
        gates.open();

        // When
        for (var i = 0; i < 20; i++) {
            http.get("/api/test/context");
            http.get("/api/test/broken");
            http.get("/api/nope");
            http.get("/api/test/orders");
            http.get("/api/test/operators");
            http.post("/api/test/orders", "application/json", "{");
        }

        // Then
        assertThat(shedder.working()).isZero();
    }

    @Test
    void aSlowSenderHoldsNoTurn() throws IOException {
        // Given
        for (var i = 0; i <= shedder.limit(); i++) {
            hold("POST /api/test/bytes HTTP/1.1\r\n" + RawHttp.head("Content-Type: application/octet-stream")
                    + "Content-Length: 10\r\n\r\nhalf");
        }

        // When
        var answer = http.get("/api/test/context");

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    private void fill() throws IOException {
        for (var i = 0; i < shedder.limit(); i++) {
            hold(GATE);
        }
        await().until(() -> gates.waiting() == shedder.limit());
    }

    private void hold(String request) throws IOException {
        var socket = http.connect();
        held.add(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
}
