package io.breakwater.resilience.app;

import io.breakwater.resilience.problem.Problem;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class BadInputTest {

    private static final String MIB = "a".repeat(1 << 20);
    private static final String JSON = "application/json";

    @TestHTTPResource
    URI service;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(service.getPort());
    }

    @AfterEach
    void theServiceIsUnharmed() throws IOException {
        assertThat(http.get("/api/test/context").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /nope,                          404, not-found
            /api/nope,                      404, not-found
            /api/test/platforms/myspace,    400, unknown-platform
            /api/test/numbers?n=abc,        400, validation
            /api/test/problem,              429, rate-limited
            /api/test/broken,               500, internal
            /api/test/open,                 503, circuit-open
            /api/test/orders,               405, method-not-allowed
            /api/test/operators,            401, unauthorized
            /admin/anything,                401, unauthorized
            /admin,                         401, unauthorized
            //admin//x,                     401, unauthorized
            /api/../admin/x,                401, unauthorized
            /a%00b,                         404, not-found
            /%zz,                           400, validation
            /<script>,                      400, validation
            *,                              404, not-found
            /q/dev,                         404, not-found
            """)
    void whatCannotBeAnsweredIsAProblem(String path, int status, String code) throws IOException {
        // When
        var answer = http.get(path);

        // Then
        assertProblem(answer, status, code);
        assertThat(answer.body())
                .doesNotContain("secrets")
                .doesNotContain("10.1.2.3")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"item":"x","amount":       | application/json | 400 | validation
            {"item":"x","amount":"ten"} | application/json | 400 | validation
            {"item":"x","amount":11}    | application/json | 400 | validation
            {"amount":1}                | application/json | 400 | validation
            []                          | application/json | 400 | validation
            null                        | application/json | 400 | validation
            ''                          | application/json | 400 | validation
            item=x                      | application/x-www-form-urlencoded | 415 | unsupported-media-type
            hello                       | text/plain       | 415 | unsupported-media-type
            hello                       | ?!               | 415 | unsupported-media-type
            """)
    void aBodyThatIsNotWantedIsAProblem(String body, String contentType, int status, String code) throws IOException {
        // When
        var answer = http.post("/api/test/orders", contentType, body);

        // Then
        assertProblem(answer, status, code);
    }

    @Test
    void theFieldsThatAreWrongAreNamed() throws IOException {
        // When
        var answer = http.post("/api/test/orders", JSON, "{\"amount\":11}");

        // Then
        assertThat(answer.body())
                .contains("\"item\":\"must not be null\"")
                .contains("\"amount\":\"must be less than or equal to 10\"");
    }

    @Test
    void aWrongMethodIsToldWhichThereAre() throws IOException {
        // When
        var answer = http.get("/api/test/orders");

        // Then
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PUT", "DELETE", "PATCH", "BREW"})
    void anUnknownMethodIsAProblem(String method) throws IOException {
        // When
        var answer = http.send(method + " /api/test/context HTTP/1.1\r\n" + RawHttp.head("Cookie: secret") + "\r\n");

        // Then
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(answer.body()).doesNotContain("Cookie");
    }

    @Test
    void aUrlAboveTheLimitIsAProblem() throws IOException {
        // When
        var answer = http.get("/" + MIB.substring(0, 8_192));

        // Then
        assertProblem(answer, 414, "uri-too-long");
    }

    @Test
    void aHugeUrlIsCutOff() throws IOException {
        // When
        var answer = http.get("/" + MIB);

        // Then
        assertProblem(answer, 414, "uri-too-long");
    }

    @Test
    void headersAboveTheLimitAreAProblem() throws IOException {
        // When
        var answer = http.get("/api/test/context", "X-A: " + MIB.substring(0, 16_384));

        // Then
        assertProblem(answer, 431, "headers-too-large");
    }

    @Test
    void aHugeHeaderIsCutOff() throws IOException {
        // When
        var answer = http.get("/api/test/context", "X-A: " + MIB);

        // Then
        assertProblem(answer, 431, "headers-too-large");
    }

    @Test
    void aMegabyteIsTaken() throws IOException {
        // When
        var answer = http.post("/api/test/bytes", "application/octet-stream", MIB);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"length\":1048576}");
    }

    @Test
    void aDeclaredBodyAboveTheLimitIsAProblem() throws IOException {
        // When
        var answer = http.post("/api/test/bytes", "application/octet-stream", MIB + "a");

        // Then
        assertProblem(answer, 413, "payload-too-large");
    }

    @Test
    void aChunkedBodyAboveTheLimitIsAProblem() throws IOException {
        // When
        var answer = http.send("POST /api/test/bytes HTTP/1.1\r\n"
                + RawHttp.head("Content-Type: application/octet-stream", "Transfer-Encoding: chunked")
                + ("\r\n100000\r\n" + MIB).repeat(2) + "\r\n0\r\n\r\n");

        // Then
        assertProblem(answer, 413, "payload-too-large");
    }

    @Test
    void aChunkedBodyWithinTheLimitIsTaken() throws IOException {
        // When
        var answer = http.send("POST /api/test/bytes HTTP/1.1\r\n"
                + RawHttp.head("Content-Type: application/octet-stream", "Transfer-Encoding: chunked")
                + "\r\n5\r\nhello\r\n0\r\n\r\n");

        // Then
        assertThat(answer.body()).isEqualTo("{\"length\":5}");
    }

    @Test
    void aBodyThatComesTooSlowlyIsCutOff() throws IOException {
        // Given
        try (var socket = http.connect()) {
            send(
                    socket,
                    "POST /api/test/bytes HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
                            + "Content-Length: 100\r\n\r\nhello");

            // When
            var answer = RawHttp.read(socket);

            // Then
            assertProblem(answer, 408, "request-timeout");
            assertThat(answer.closed()).isTrue();
        }
    }

    @Test
    void headersThatNeverEndAreCutOff() throws IOException {
        // Given
        try (var socket = http.connect()) {
            send(socket, "GET /api/test/context HTTP/1.1\r\nHost: x\r\nX-A: b");

            // When
            var answer = RawHttp.read(socket);

            // Then
            assertProblem(answer, 408, "request-timeout");
            assertThat(answer.closed()).isTrue();
        }
    }

    @Test
    void expectContinueIsAnswered() throws IOException {
        // Given
        try (var socket = http.connect()) {
            send(
                    socket,
                    "POST /api/test/bytes HTTP/1.1\r\n" + RawHttp.head("Expect: 100-continue")
                            + "Content-Type: application/octet-stream\r\nContent-Length: 5\r\n\r\n");

            // When
            var first = new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);

            // Then
            assertThat(first).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(socket, "hello");
            assertThat(RawHttp.read(socket).body()).isEqualTo("{\"length\":5}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "GET /api/test/context HTTP/9.9\r\n\r\n",
                "POST /api/test/bytes HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n",
                "POST /api/test/bytes HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "GET /api/test/context HTTP/1.1\r\nHo st: x\r\nConnection: close\r\n\r\n"
            })
    void whatIsNoHttpIsRefused(String bytes) throws IOException {
        // When
        var answer = http.send(bytes);

        // Then
        assertProblem(answer, 400, "validation");
        assertThat(answer.closed()).isTrue();
    }

    private static void send(java.net.Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void assertProblem(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Trace-Id")).matches("[0-9a-f]{32}");
        assertThat(answer.body())
                .contains("\"code\":\"" + code + "\"")
                .contains("\"status\":" + status)
                .contains("\"traceId\":\"" + answer.header("X-Trace-Id") + "\"");
        if (status == 401) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"breakwater\"");
        }
    }
}
