package io.breakwater.aireply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.breakwater.aireply.testing.Calls;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.resilience.testing.BlackHole;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.FreePort;
import io.breakwater.resilience.testing.ServiceProcess;
import io.breakwater.resilience.testing.TcpRelay;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service with dependencies that are closed, swallowed by the network, or late. */
class FaultsIT {

    private static final Duration LIMIT_P95 = Duration.ofMillis(500);
    private static final Duration LIMIT_RECOVERY = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final WireMockServer USAGE =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeAll
    static void startUsage() {
        USAGE.start();
        Stubs.usageWorks(USAGE);
    }

    @AfterAll
    static void stopUsage() {
        USAGE.stop();
    }

    @Test
    void closedPortsLeaveItServingAndDegraded() {
        // Given
        var port = FreePort.find();

        // When
        try (var service = service()
                .env("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + port + "/db")
                .env("REDIS_URL", "redis://127.0.0.1:" + port)
                .start()) {

            // Then
            assertServesInTime(service);
            assertDegraded(service, "reduced", "redis");
        }
    }

    @Test
    void aHungRedisLeavesItServingInTime() {
        // Given
        try (var hole = BlackHole.silent();
                // When
                var service = service()
                        .env("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + hole.port() + "/db")
                        .env("REDIS_URL", "redis://127.0.0.1:" + hole.port())
                        .start()) {

            // Then
            assertServesInTime(service);
            assertDegraded(service, "reduced", "redis");
        }
    }

    @Test
    void droppedPacketsLeaveItServingInTime() {
        // Given
        try (var hole = BlackHole.dropping();
                // When
                var service = service()
                        .env("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + hole.port() + "/db")
                        .env("REDIS_URL", "redis://127.0.0.1:" + hole.port())
                        .start()) {

            // Then
            assertServesInTime(service);
            assertDegraded(service, "reduced", "redis");
        }
    }

    @Test
    void aHungModelCostsTheFirstFewTheirAttemptAndNobodyAfterThem() {
        // Given
        try (var hole = BlackHole.silent();
                var service = service()
                        .env("LLM_SERVICE_URL", "http://127.0.0.1:" + hole.port())
                        .env("MAX_FALLBACK_RETRIES", "0")
                        .env("BREAKWATER_MODEL_ATTEMPT_LIMIT_MS", "1000")
                        .start()) {
            for (var n = 0; n < 3; n++) {
                assertThat(reply(service, Calls.freshText()).path("reason").asText())
                        .isEqualTo("timeout");
            }

            // When
            var after = reply(service, Calls.freshText());

            // Then
            assertThat(after.path("reason").asText()).isEqualTo("circuit-open");
            assertThat(after.path("source").asText()).isEqualTo("local");
            assertServesInTime(service);
            assertDegraded(service, "minimal", "ai-service");
        }
    }

    @Test
    void lateDependenciesAreUsedWithinFiveSecondsOfTheirComing() {
        // Given
        var model =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        model.start();
        Stubs.modelIsThere(model);
        Stubs.modelAnswers(model, Stubs.completion("Here I am."));
        try (var redis = EmbeddedRedisServer.notStarted();
                var toModel = TcpRelay.to(model.port())) {
            toModel.refuse();
            try (var service = service()
                    .env("REDIS_URL", "redis://127.0.0.1:" + redis.port())
                    .env("LLM_SERVICE_URL", "http://127.0.0.1:" + toModel.port() + "/v1")
                    .env("MAX_FALLBACK_RETRIES", "0")
                    .start()) {
                for (var n = 0; n < 4; n++) {
                    assertThat(reply(service, Calls.freshText()).path("source").asText())
                            .isEqualTo("local");
                }
                assertDegraded(service, "minimal", "ai-service", "redis");

                // When
                redis.start();
                toModel.forward();

                // Then
                await().atMost(LIMIT_RECOVERY)
                        .pollInterval(Duration.ofMillis(100))
                        .untilAsserted(() -> assertThat(
                                        degradation(service).path("level").asText())
                                .isEqualTo("none"));
                assertThat(reply(service, Calls.freshText()).path("source").asText())
                        .isEqualTo("model");
            }
        } finally {
            model.stop();
        }
    }

    @Test
    void countsSurviveTheDeathOfTheProcess() {
        // Given
        var user = "survivor";
        try (var toUsage = TcpRelay.to(USAGE.port());
                var service = ServiceProcess.ofThisModule()
                        .env("USAGE_SERVICE_URL", "http://127.0.0.1:" + toUsage.port())
                        .start()) {
            toUsage.refuse();
            for (var n = 0; n < 5; n++) {
                service.post("/api/ai-reply/" + user, body(Calls.freshText()));
            }
            service.kill();
            toUsage.forward();

            // When
            service.start();

            // Then
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(Stubs.counted(USAGE, user).stream()
                            .map(event -> event.path("id").asText())
                            .distinct())
                    .hasSize(5));
        }
    }

    private static ServiceProcess.Builder service() {
        return ServiceProcess.ofThisModule()
                .env("USAGE_SERVICE_URL", USAGE.baseUrl())
                // One user asks a lot here.
                .env("BREAKWATER_LIMIT_USER_RATE", "0")
                .env("BREAKWATER_LIMIT_MODEL_RATE", "0");
    }

    /** Half of them new, half of them from the cache. */
    private static void assertServesInTime(ServiceProcess service) {
        // The first of all pays for loading classes.
        reply(service, Calls.freshText());
        var took = new ArrayList<Duration>();
        for (var n = 0; n < 40; n++) {
            var text = Calls.freshText();
            took.add(timed(service, text));
            took.add(timed(service, text));
        }
        took.sort(null);
        assertThat(took.get(took.size() * 95 / 100)).isLessThan(LIMIT_P95);
    }

    private static Duration timed(ServiceProcess service, String text) {
        var started = System.nanoTime();
        reply(service, text);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static JsonNode reply(ServiceProcess service, String text) {
        var answer = service.post("/api/ai-reply/testuser", body(text));
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer.body());
    }

    private static String body(String text) {
        return "{\"platform\": \"linkedin\", \"notification\": {\"text\": \"" + text + "\"}}";
    }

    private static void assertDegraded(ServiceProcess service, String level, String... because) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(degradation(service).path("level").asText()).isEqualTo(level);
            assertThat(degradation(service).path("reasons").properties())
                    .extracting(reason -> reason.getKey())
                    .contains(because);
        });
        var ready = service.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body().replace(" ", "")).contains("\"degradation\":\"" + level + "\"");
    }

    private static JsonNode degradation(ServiceProcess service) {
        return json(service.get("/resilience").body()).path("degradation");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("no JSON: " + text, unreadable);
        }
    }
}
