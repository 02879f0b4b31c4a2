package io.breakwater.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Starts the packaged suite as a user does and runs every command that the documents and the README give. */
class WalkingSuiteIT {

    private static final Path README = LocalSuite.REPOSITORY.resolve("README.md");
    private static final Path USAGE_GUIDE = LocalSuite.REPOSITORY.resolve("docs/usage.md");
    private static final Map<String, String> VARIABLES = Map.of("OPERATOR_PASSWORD", "walking-suite-password");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String AI_REPLY = """
            curl -X POST "http://localhost:3000/api/ai-reply/testuser" -H "Content-Type: application/json" \
            -d '{"platform": "linkedin", "notification": {"text": "Test message"}}'""";
    private static final String ANALYZE = "curl -X POST http://localhost:3000/api/health-records/123/analyze";
    private static final String USAGE = "curl \"http://localhost:3000/api/usage/linkedin/testuser\"";

    private static LocalSuite suite;
    private static HttpClient http;

    @BeforeAll
    static void up() throws IOException {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        suite = LocalSuite.create();
        VARIABLES.forEach(suite::with);
        var up = suite.up("--detach");
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("Breakwater is up").doesNotContain(VARIABLES.values());
    }

    @AfterAll
    static void down() throws IOException {
        try {
            var down = suite.down();
            assertThat(down.exitCode()).isZero();
            assertThat(down.output()).endsWith("Breakwater is stopped.\n").doesNotContain("killed");
            assertThat(Service.values()).noneMatch(suite::listens);
        } finally {
            suite.close();
            http.close();
        }
    }

    static Stream<Arguments> documentedReads() {
        return Stream.of(
                arguments(
                        "curl http://localhost:3000/api/health",
                        List.of("/status", "/uptime", "/timestamp", "/version", "/score", "/circuitBreaker/aiService")),
                arguments("curl http://localhost:3000/api/health | jq '.circuitBreaker'", List.of("/aiService")),
                arguments("curl http://localhost:3000/api/health/detailed", List.of("/status")),
                arguments("curl http://localhost:3000/api/health/components", List.of()),
                arguments("curl http://localhost:3000/api/health/history", List.of()),
                arguments(
                        "curl http://localhost:3000/api/metrics",
                        List.of(
                                "/requests/total",
                                "/requests/success",
                                "/requests/errors",
                                "/requests/errorRate",
                                "/duration/avg",
                                "/duration/p50",
                                "/duration/p95",
                                "/duration/p99")),
                arguments(
                        "curl http://localhost:3000/api/metrics | jq '.cache'",
                        List.of("/hits", "/misses", "/hitRate")),
                arguments(
                        "curl http://localhost:3000/api/metrics | jq '.queue'",
                        List.of("/queueSize", "/processing", "/urgent", "/high", "/normal", "/low")),
                arguments(
                        USAGE,
                        List.of(
                                "/platform",
                                "/user",
                                "/period",
                                "/metrics",
                                "/source",
                                "/asOf",
                                "/pending",
                                "/degraded")));
    }

    @ParameterizedTest
    @MethodSource("documentedReads")
    void answersTheDocumentsReads(String command, List<String> fields) throws Exception {
        // When
        var answer = run(command);

        // Then
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(mediaType(answer)).isEqualTo("application/json");
        var json = json(answer).at(parse(command).jq().orElse(""));
        assertThat(fields).allSatisfy(field -> {
            assertThat(json.at(field).isMissingNode() || json.at(field).isNull())
                    .as("%s in %s", field, json)
                    .isFalse();
        });
    }

    @Test
    void knowsTheStateOfEveryServiceAtTheFrontDoor() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            // When
            var components = text(run("curl http://localhost:3000/api/health/components"));
            var health = json(run("curl http://localhost:3000/api/health"));

            // Then
            assertThat(components)
                    .contains(Arrays.stream(Service.values()).map(s -> s.id).toList());
            // A machine that is busy building is allowed to say so.
            assertThat(health.at("/status").asText()).isIn("healthy", "degraded");
            assertThat(health.at("/circuitBreaker/aiService").asText()).isEqualTo("CLOSED");
            assertThat(health.at("/score").asDouble()).isBetween(0.0, 100.0);
        });
    }

    static Stream<Arguments> brokenImages() {
        var broken = "curl \"http://localhost:3000/api/proxy-image?url=https://invalid-instagram-url.com/image.jpg\"";
        return Stream.of(
                arguments(broken, "placeholder"),
                arguments(broken.replace(".jpg\"", ".jpg&fallback=pixel\""), "pixel"),
                arguments(
                        "curl \"http://localhost:3000/api/proxy-image?url=https://invalid-url.com/image.jpg&fallback=pixel\"",
                        "pixel"));
    }

    @ParameterizedTest
    @MethodSource("brokenImages")
    void neverBreaksAPage(String command, String tier) throws Exception {
        // When
        var answer = run(command);

        // Then
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(mediaType(answer)).startsWith("image/");
        assertThat(answer.body()).isNotEmpty();
        assertThat(answer.headers().firstValue("X-Image-Tier")).contains(tier);
        assertThat(answer.headers().firstValue("X-Image-Reason")).isPresent();
        assertThat(answer.headers().firstValue("X-Cache")).isPresent();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void repliesAndCountsTheReply() throws Exception {
        // When
        var answer = run(AI_REPLY);

        // Then
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(mediaType(answer)).isEqualTo("application/json");
        var reply = json(answer);
        assertThat(reply.at("/reply").asText()).isNotBlank();
        assertThat(reply.at("/platform").asText()).isEqualTo("linkedin");
        assertThat(reply.at("/user").asText()).isEqualTo("testuser");
        assertThat(reply.at("/source").asText()).isIn("local", "cache");
        assertThat(List.of("/degraded", "/attempts", "/usage/promptTokens", "/costUsd", "/latencyMs"))
                .noneMatch(field -> reply.at(field).isMissingNode());
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(json(run(USAGE)).at("/metrics/ai_reply/used").asLong()).isPositive();
        });
    }

    @Test
    void analysesARecordOnceAndAnswersFromTheCacheThen() throws Exception {
        // When
        var first = run(ANALYZE);
        var second = run(ANALYZE);

        // Then
        for (var answer : List.of(first, second)) {
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
            assertThat(mediaType(answer)).isEqualTo("application/json");
            var analysis = json(answer);
            assertThat(analysis.at("/recordId").asText()).isEqualTo("123");
            assertThat(analysis.at("/summary").asText()).isNotBlank();
            assertThat(analysis.at("/disclaimer").asText()).isNotBlank();
            assertThat(List.of("/riskLevel", "/findings", "/recommendations", "/source"))
                    .noneMatch(field -> analysis.at(field).isMissingNode());
        }
        assertThat(json(second).at("/source").asText()).isEqualTo("cache");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceShowsItsHealth(Service service) throws Exception {
        for (var path : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
            // When
            var answer = run("curl " + documented(service) + path);

            // Then
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
            assertThat(mediaType(answer)).isEqualTo("application/json");
            assertThat(json(answer).at("/status").asText()).as(path).isEqualTo("UP");
            assertThat(json(answer).at("/checks").isArray()).as(path).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceShowsItsMetrics(Service service) throws Exception {
        // When
        var red = run("curl " + documented(service) + "/metrics");
        var prometheus = run("curl " + documented(service) + "/metrics/prometheus");

        // Then
        assertThat(red.statusCode()).as(text(red)).isEqualTo(200);
        assertThat(mediaType(red)).isEqualTo("application/json");
        assertThat(json(red).at("/requests/total").isNumber()).as(text(red)).isTrue();
        assertThat(json(red).at("/duration/p99").isNumber()).as(text(red)).isTrue();
        assertThat(prometheus.statusCode()).isEqualTo(200);
        assertThat(mediaType(prometheus)).isIn("text/plain", "application/openmetrics-text");
        assertThat(text(prometheus)).contains("# TYPE");
        for (var path : List.of("/metrics/endpoints", "/metrics/slow", "/metrics/errors")) {
            var part = run("curl " + documented(service) + path);
            assertThat(part.statusCode()).as(text(part)).isEqualTo(200);
            assertThat(mediaType(part)).isEqualTo("application/json");
            assertThat(json(part).isContainerNode()).as(path).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyServiceShowsItsResilience(Service service) throws Exception {
        // When
        var answer = run("curl " + documented(service) + "/resilience");

        // Then
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(mediaType(answer)).isEqualTo("application/json");
        var snapshot = json(answer);
        assertThat(snapshot.at("/service").asText()).isEqualTo(service.id);
        assertThat(snapshot.at("/profile").asText()).isEqualTo("prod");
        assertThat(snapshot.at("/breakers"))
                .as("every service calls out through a breaker")
                .isNotEmpty();
        assertThat(snapshot.at("/breakers")).allSatisfy(breaker -> {
            assertThat(breaker.at("/name").asText()).isNotBlank();
            assertThat(breaker.at("/state").asText()).isIn("CLOSED", "OPEN", "HALF_OPEN");
        });
        assertThat(List.of("/instance", "/version", "/uptime", "/degradation", "/caches", "/dependencies"))
                .noneMatch(field -> snapshot.at(field).isMissingNode());
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void theOperatorAndNobodyElseActs(Service service) throws Exception {
        for (var path : List.of("/admin/circuit-breakers/reset", "/admin/cache/clear")) {
            // When
            var command = "curl -X POST " + documented(service) + path;
            var stranger = run(command);
            var impostor = run(command + " -u operator:guess");
            var operator = run(command + " -u \"operator:$OPERATOR_PASSWORD\"");

            // Then
            for (var refused : List.of(stranger, impostor)) {
                assertThat(refused.statusCode()).as(text(refused)).isEqualTo(401);
                assertThat(mediaType(refused)).isEqualTo("application/problem+json");
                assertThat(json(refused).at("/code").asText()).isEqualTo("unauthorized");
            }
            assertThat(operator.statusCode()).as(text(operator)).isEqualTo(200);
            assertThat(mediaType(operator)).isEqualTo("application/json");
        }
    }

    static List<String> writtenRequests() throws IOException {
        var requests = new ArrayList<String>();
        for (var document : List.of(README, USAGE_GUIDE)) {
            ShellBlocks.commands(document).stream()
                    .filter(command -> command.startsWith("curl "))
                    .forEach(requests::add);
        }
        return requests;
    }

    @ParameterizedTest
    @MethodSource("writtenRequests")
    void theRequestsThatTheDocsNameWork(String command) throws Exception {
        // When
        var answer = run(command);

        // Then
        assertThat(answer.statusCode()).as(text(answer)).isBetween(200, 202);
        assertThat(mediaType(answer)).isNotBlank();
        var curl = parse(command);
        if (curl.jq().isPresent()) {
            assertThat(json(answer).at(curl.jq().get()).isMissingNode())
                    .as("%s in %s", curl.jq().get(), text(answer))
                    .isFalse();
        }
    }

    @Test
    void theReadmesOtherCommandsNameFilesThatAreThere() throws IOException {
        // When
        var programs = ShellBlocks.commands(README).stream()
                .filter(Predicate.not(command -> command.startsWith("curl ")))
                .flatMap(command -> Arrays.stream(command.split(" ")))
                .filter(word -> word.matches("(\\./)?[a-z/]+") && word.contains("/"))
                .toList();

        // Then
        assertThat(programs).contains("deploy/local/up", "./mvnw").allSatisfy(program -> {
            assertThat(LocalSuite.REPOSITORY.resolve(program)).isExecutable();
        });
    }

    @Test
    void keepsItsDataWhereItWasTold() throws IOException {
        // When
        var data = new ArrayList<Path>();
        try (var files = Files.walk(suite.runDirectory().resolveSibling("data"))) {
            files.filter(Files::isRegularFile).forEach(data::add);
        }

        // Then
        assertThat(data).anyMatch(file -> file.toString().contains("usage-service"));
    }

    private static String documented(Service service) {
        return "http://localhost:" + service.port(Service.DOCUMENTED_BASE);
    }

    private static Curl parse(String command) {
        return Curl.parse(command, VARIABLES);
    }

    private static HttpResponse<byte[]> run(String command) throws IOException, InterruptedException {
        return http.send(parse(command).movedTo(suite.port(Service.HEALTH)).request(), BodyHandlers.ofByteArray());
    }

    private static String mediaType(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
