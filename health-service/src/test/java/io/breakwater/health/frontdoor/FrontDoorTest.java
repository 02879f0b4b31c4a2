package io.breakwater.health.frontdoor;

import com.sun.net.httpserver.HttpExchange;
import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class FrontDoorTest extends SuiteTestBase {

    @TestHTTPResource
    URI door;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    private record Received(String service, String method, String uri, Map<String, String> headers, String body) {}

    /** Answers everything with its own name and remembers what it was asked. */
    private void record(String service) {
        var usual = Snapshots.of(service).answering(json);
        answer(service, exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/resilience")) {
                usual.handle(exchange);
                return;
            }
            received.add(received(service, exchange));
            exchange.getResponseHeaders().add("X-Service", service);
            Snapshots.send(exchange, 200, service.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Received received(String service, HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Received(
                service, exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    }

    private Received next() throws InterruptedException {
        return java.util.Objects.requireNonNull(received.poll(5, TimeUnit.SECONDS), "nothing was received");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(door.getScheme() + "://" + door.getHost() + ":" + door.getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/usage/linkedin/testuser, usage-service",
        "/api/usage/events, usage-service",
        "/api/proxy-image?url=x, image-proxy-service",
        "/api/proxy-image/stats, image-proxy-service",
        "/api/ai-reply/testuser, ai-reply-service",
        "/api/health-records/123/analyze, ai-reply-service",
        "/api/ai/costs?by=user, ai-reply-service",
    })
    void eachPublicPathLeadsToItsService(String path, String service) throws Exception {
        // Given
        record(service);
        // When
        var answer = get(path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(service);
        assertThat(next().uri()).isEqualTo(path);
    }

    @Test
    void theQueryPassesAsItIs() throws Exception {
        // Given
        record("image-proxy-service");
        var query = "url=https%3A%2F%2Fcdn.example%2Fa%2520b.jpg%3Foe%3D6A%26x%3D%252F&fallback=pixel&&empty=&plus=a+b";
        // When
        get("/api/proxy-image?" + query);
        // Then
        assertThat(next().uri()).isEqualTo("/api/proxy-image?" + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH"})
    void anyMethodAndItsBodyPass(String method) throws Exception {
        // Given
        record("usage-service");
        var body = "{\"text\":\"ä\"}";
        // When
        client.send(
                request("/api/usage/x/y")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        // Then
        var got = next();
        assertThat(got.method()).isEqualTo(method);
        assertThat(got.body()).isEqualTo(body);
    }

    @Test
    void aHeadRequestHasTheAnswersHeadersAlone() throws Exception {
        // Given
        answer("image-proxy-service", exchange -> {
            exchange.getResponseHeaders().add("Content-Length", "12345");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        // When
        var answer = client.send(
                request("/api/proxy-image?url=x")
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        // Then
        assertThat(answer.headers().firstValue("Content-Length")).contains("12345");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whatTheCallerSaysOfItselfPassesAndWhereItComesFromIsOurs() throws Exception {
        // Given
        record("ai-reply-service");
        // When
        client.send(
                request("/api/ai-reply/u")
                        .header("Idempotency-Key", "k1")
                        .header("X-API-Key", "key")
                        .header("X-Request-Deadline", String.valueOf(System.currentTimeMillis() + 60_000))
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .header("X-Forwarded-For", "6.6.6.6")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("Forwarded", "for=6.6.6.6")
                        .header("X-Real-IP", "6.6.6.6")
                        .header("TE", "trailers")
                        .header("Proxy-Authorization", "Basic eDp5")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        // Then
        var headers = next().headers();
        assertThat(headers)
                .containsEntry("idempotency-key", "k1")
                .containsEntry("x-api-key", "key")
                .containsKey("x-request-deadline")
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-proto", "http")
                .doesNotContainKeys("forwarded", "x-real-ip", "te", "proxy-authorization");
        assertThat(headers.get("traceparent")).contains("0af7651916cd43dd8448eb211c80319c");
        assertThat(headers.get("x-forwarded-host")).startsWith("localhost");
    }

    @Test
    void withoutATraceTheServiceGetsTheOneThatTheCallerIsTold() throws Exception {
        // Given
        record("usage-service");
        // When
        var answer = get("/api/usage/x/y");
        // Then
        var trace = answer.headers().firstValue("X-Trace-Id").orElseThrow();
        assertThat(next().headers().get("traceparent")).contains(trace);
    }

    @Test
    void anAnswersHeadersPassOnceWithoutThoseOfTheConnectionAndOfCors() throws Exception {
        // Given
        answer("image-proxy-service", exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.add("X-Image-Tier", "pixel");
            headers.add("X-Content-Type-Options", "nosniff");
            headers.add("Access-Control-Allow-Origin", "*");
            headers.add("Keep-Alive", "timeout=5");
            headers.add("X-Hop", "1");
            headers.add("Connection", "X-Hop");
            headers.add("ETag", "\"e\"");
            Snapshots.send(exchange, 200, new byte[] {1});
        });
        // When
        var headers = get("/api/proxy-image?url=x").headers();
        // Then
        assertThat(headers.allValues("X-Image-Tier")).isEqualTo(List.of("pixel"));
        assertThat(headers.allValues("X-Content-Type-Options")).isEqualTo(List.of("nosniff"));
        assertThat(headers.allValues("ETag")).isEqualTo(List.of("\"e\""));
        assertThat(headers.map()).doesNotContainKeys("access-control-allow-origin", "keep-alive", "x-hop");
    }

    @Test
    void aLargeAnswerStreamsThroughAsItComes() throws Exception {
        // Given: its second half is not sent before the caller has its first
        var firstHalfRead = new java.util.concurrent.CountDownLatch(1);
        answer("image-proxy-service", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            body.write(new byte[8 << 20]);
            body.flush();
            try {
                if (!firstHalfRead.await(15, TimeUnit.SECONDS)) {
                    throw new IOException("the caller has nothing yet: somebody waits for the whole");
                }
            } catch (InterruptedException end) {
                throw new IOException(end);
            }
            body.write(new byte[8 << 20]);
            exchange.close();
        });
        // When
        var answer = client.send(request("/api/proxy-image?url=big").build(), BodyHandlers.ofInputStream());
        // Then
        try (var body = answer.body()) {
            assertThat(body.readNBytes(8 << 20)).hasSize(8 << 20);
            firstHalfRead.countDown();
            assertThat(body.readAllBytes()).hasSize(8 << 20);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNeverMadeToLookWhole() {
        // Given
        answer("image-proxy-service", exchange -> {
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });
        // When
        assertThatThrownBy(() -> get("/api/proxy-image?url=cut"))
                // Then
                .isInstanceOf(IOException.class);
    }

    @Test
    void aServiceThatIsAwayIsA503ThatSaysWhenToComeBack() throws Exception {
        // Given
        road("usage-service", "refuse");
        await().atMost(PATIENCE).until(() -> status("usage-service").equals("unhealthy"));
        // When
        var answer = get("/api/usage/linkedin/testuser");
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("dependency-unavailable").doesNotContain("127.0.0.1", "Exception");
    }

    @Test
    void aServiceThatBreaksOffBeforeItAnswersIsA502BecauseItMayHaveDoneTheWork() throws Exception {
        // Given
        answer("usage-service", HttpExchange::close);
        // When
        var answer = client.send(
                request("/api/usage/x/y").POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
        // Then
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.body()).contains("upstream-error").doesNotContain("127.0.0.1", "Exception");
    }

    @Test
    void aServiceThatSaysNothingIsA504WithinItsLimit() throws Exception {
        // Given
        var over = new java.util.concurrent.CountDownLatch(1);
        answer("ai-reply-service", exchange -> {
            try {
                over.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        // When
        var started = System.nanoTime();
        var answer = get("/api/ai/costs");
        var took = Duration.ofNanos(System.nanoTime() - started);
        over.countDown();
        // Then
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"timeout\"");
        assertThat(took).isLessThan(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource({"/api/usage/../../admin/cache/clear, POST", "/api/usage/%2e%2e/%2e%2e/resilience, GET"})
    void whatIsInsideStaysInside(String path, String method) throws Exception {
        // Given: whatever the path, what comes through the door is remembered
        for (var service : List.of("usage-service", "image-proxy-service", "ai-reply-service")) {
            var usual = Snapshots.of(service).answering(json);
            answer(service, exchange -> {
                if (exchange.getRequestHeaders().containsKey("X-From-Outside")) {
                    received.add(received(service, exchange));
                }
                usual.handle(exchange);
            });
        }
        // When
        client.send(
                request(path)
                        .header("X-From-Outside", "1")
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        // Then: it is this service's own, if anything
        assertThat(received).isEmpty();
    }

    @Test
    void whatPassesIsNotCountedHereAndLeavesNoUserInALabel() throws Exception {
        // Given
        record("usage-service");
        // When
        get("/api/usage/linkedin/somebody-private");
        // Then
        assertThat(get("/metrics/endpoints").body()).doesNotContain("usage");
        assertThat(get("/metrics/prometheus").body()).doesNotContain("somebody-private");
    }

    @Test
    void bodiesAboveTheLimitAreRefusedHere() throws Exception {
        // Given
        record("usage-service");
        // When
        var answer = client.send(
                request("/api/usage/x/y")
                        .POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]))
                        .build(),
                BodyHandlers.ofString());
        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(received).isEmpty();
    }
}
