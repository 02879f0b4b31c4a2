package io.breakwater.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.breakwater.resilience.testing.BlackHole;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.FreePort;
import io.breakwater.resilience.testing.ServiceProcess;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service, started while what it was told to use is not there. The other services are well. */
class FaultsIT {

    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);
    private static final int REQUESTS = 60;
    private static final SuiteStub SUITE = new SuiteStub();

    private static Map<String, String> addresses = Map.of();

    @BeforeAll
    static void suite() {
        addresses = SUITE.start();
        var json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        for (var service : List.of("usage-service", "image-proxy-service", "ai-reply-service")) {
            SUITE.answer(service, Snapshots.of(service).answering(json));
        }
    }

    @AfterAll
    static void stop() {
        SUITE.stop();
    }

    private static ServiceProcess.Builder service() {
        return ServiceProcess.ofThisModule()
                .env("USAGE_SERVICE_URL", addresses.get("breakwater.suite.usage-service-url"))
                .env("IMAGE_PROXY_SERVICE_URL", addresses.get("breakwater.suite.image-proxy-service-url"))
                .env("AI_REPLY_SERVICE_URL", addresses.get("breakwater.suite.ai-reply-service-url"));
    }

    @Test
    void startsStandaloneAndSaysWhatIsNotConfigured() {
        // When
        try (var running = service().start()) {
            // Then
            await().atMost(SEEN_WITHIN).untilAsserted(() -> {
                assertThat(status(running, "database")).isEqualTo("not-configured");
                assertThat(status(running, "redis")).isEqualTo("not-configured");
                assertThat(status(running, "usage-service")).isEqualTo("healthy");
            });
        }
    }

    @Test
    void startsAndAnswersWithItsDependenciesAtClosedPorts() {
        // Given
        var service = service()
                .env("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + FreePort.find() + "/health")
                .env("REDIS_URL", "redis://127.0.0.1:" + FreePort.find());
        // When
        try (var running = service.start()) {
            // Then
            saysDegraded(running);
        }
    }

    @Test
    void startsAndAnswersWithItsDependenciesInABlackHole() {
        try (var hole = BlackHole.silent()) {
            // Given
            var service = service()
                    .env("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + hole.port() + "/health")
                    .env("REDIS_URL", "redis://127.0.0.1:" + hole.port());
            // When
            try (var running = service.start()) {
                // Then
                saysDegraded(running);
            }
        }
    }

    @Test
    void isBackWithinFiveSecondsOfItsDependencies() {
        // Given
        try (var postgres = EmbeddedPostgresServer.notStarted();
                var redis = EmbeddedRedisServer.notStarted();
                var running = service()
                        .env("DATABASE_URL", postgres.databaseUrl())
                        .env("REDIS_URL", redis.redisUrl())
                        .start()) {
            saysDegraded(running);
            // When
            redis.start();
            postgres.start();
            // Then
            await().atMost(BACK_WITHIN).untilAsserted(() -> {
                assertThat(status(running, "database")).isEqualTo("healthy");
                assertThat(status(running, "redis")).isEqualTo("healthy");
                assertThat(status(running, "health-service")).isEqualTo("healthy");
            });
        }
    }

    /** And answers within its limits meanwhile. */
    private static void saysDegraded(ServiceProcess service) {
        await().atMost(SEEN_WITHIN).untilAsserted(() -> {
            assertThat(status(service, "database")).isEqualTo("unhealthy");
            assertThat(status(service, "redis")).isEqualTo("unhealthy");
            assertThat(JsonPath.from(service.get("/api/health").body()).getString("status"))
                    .isEqualTo("degraded");
        });
        var millis = new ArrayList<Long>();
        for (int i = 0; i < REQUESTS; i++) {
            var started = System.nanoTime();
            assertThat(service.get("/api/health").statusCode()).isEqualTo(200);
            millis.add((System.nanoTime() - started) / 1_000_000);
        }
        Collections.sort(millis);
        assertThat(millis.get(REQUESTS * 95 / 100)).as("P95 in ms").isLessThan(500);
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private static String status(ServiceProcess service, String component) {
        return JsonPath.from(service.get("/api/health/components").body())
                .getString("components.find { it.name == '%s' }.status".formatted(component));
    }
}
