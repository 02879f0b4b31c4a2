package io.breakwater.health.overview;

import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.breaker.BreakerState;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class OverviewTest extends SuiteTestBase {

    @Test
    void theDetailedAnswerSaysWhatCostsHowManyPoints() {
        // Given
        road("image-proxy-service", "refuse");
        await().atMost(PATIENCE).until(() -> status("image-proxy-service").equals("unhealthy"));
        // When
        var detailed = get("/api/health/detailed").jsonPath();
        // Then
        assertThat(detailed.getInt("score")).isEqualTo(100 - 17 - 2);
        assertThat(detailed.getString("scoring.formula")).contains("100 minus");
        assertThat(detailed.getList("scoring.costs.component")).isEqualTo(List.of("image-proxy-service", "images"));
        assertThat(detailed.getList("components.name")).contains("database", "redis", "memory", "cpu", "disk");
        assertThat(detailed.getBoolean("services.find { it.service == 'image-proxy-service' }.reachable"))
                .isFalse();
        assertThat(detailed.getString("services.find { it.service == 'usage-service' }.version"))
                .isEqualTo("1.2.3");
    }

    @Test
    void theBreakersOfAServiceThatIsAwayAreOfUnknownState() {
        // Given
        await().atMost(PATIENCE).until(() -> "CLOSED".equals(health().getString("circuitBreaker.aiService")));
        // When
        road("ai-reply-service", "refuse");
        // Then
        await().atMost(PATIENCE).until(() -> "UNKNOWN".equals(health().getString("circuitBreaker.aiService")));
        var detailed = get("/api/health/detailed").jsonPath();
        assertThat(detailed.getString("circuitBreaker.aiService")).isEqualTo("UNKNOWN");
        assertThat(detailed.getList("services.find { it.service == 'ai-reply-service' }.breakers.state"))
                .isEqualTo(List.of("UNKNOWN"));
    }

    @Test
    void whatIsNotConfiguredCountsAgainstNothing() {
        // When
        var components = get("/api/health/components").jsonPath();
        // Then
        assertThat(components.getString("status")).isEqualTo("healthy");
        for (var name : List.of("database", "redis", "object-storage")) {
            assertThat(components.getString("components.find { it.name == '%s' }.status".formatted(name)))
                    .isEqualTo("not-configured");
        }
    }

    @Test
    void breakersOfImageHostsAreCountedAndNotNamed() {
        // Given
        answer(
                "image-proxy-service",
                Snapshots.of("image-proxy-service")
                        .breaker("image:secret-host.example", BreakerState.OPEN)
                        .breaker("image:other.example", BreakerState.CLOSED));
        await().atMost(PATIENCE).until(() -> "OPEN".equals(health().getString("circuitBreaker.image")));
        // When
        var detailed = get("/api/health/detailed");
        // Then
        assertThat(detailed.asString()).doesNotContain("secret-host");
        assertThat(detailed.jsonPath().getMap("services.find { it.service == 'image-proxy-service' }.hostBreakers"))
                .isEqualTo(Map.of("OPEN", 1, "CLOSED", 1));
    }

    @Test
    void historyTellsEachChange() {
        // Given
        road("usage-service", "refuse");
        await().atMost(PATIENCE).until(() -> status("usage-service").equals("unhealthy"));
        road("usage-service", "forward");
        await().atMost(PATIENCE).until(() -> status("usage-service").equals("healthy"));
        // When
        await().atMost(PATIENCE).untilAsserted(() -> {
            var history =
                    get("/api/health/history?component=usage-service&window=1h").jsonPath();
            // Then
            assertThat(history.getList("components.component")).isEqualTo(List.of("usage-service"));
            assertThat(history.getList("components[0].changes.status").subList(0, 2))
                    .isEqualTo(List.of("healthy", "unhealthy"));
            assertThat(history.getDouble("components[0].uptimePercent")).isBetween(0.0, 100.0);
            assertThat(history.getList("components[0].points")).isNotEmpty();
        });
    }

    @Test
    void historyOfAllComponentsIsThereToo() {
        assertThat(get("/api/health/history").jsonPath().getList("components.component"))
                .contains("usage-service", "memory", "health-service");
    }

    @Test
    void metricsAddUpTheSuite() {
        // Given
        answer(
                "usage-service",
                Snapshots.of("usage-service").requests(900, 0, 10).cache(60, 40));
        answer(
                "ai-reply-service",
                Snapshots.of("ai-reply-service")
                        .requests(100, 50, 1_000)
                        .cache(0, 100)
                        .queue(3));
        var own = get("/metrics").jsonPath().getLong("requests.total");
        // When
        await().atMost(PATIENCE).untilAsserted(() -> {
            var metrics = get("/api/metrics").jsonPath();
            // Then: health-service's own come on top, and those of this test are few
            assertThat(metrics.getLong("requests.total")).isBetween(1_000 + own, 1_900 + own);
            assertThat(metrics.getLong("requests.errors")).isEqualTo(50);
            assertThat(metrics.getDouble("duration.p50")).isLessThanOrEqualTo(10);
            assertThat(metrics.getDouble("duration.p99")).isGreaterThan(10);
            assertThat(metrics.getInt("cache.hits")).isEqualTo(60);
            assertThat(metrics.getDouble("cache.hitRate")).isEqualTo(30.0);
            assertThat(metrics.getInt("queue.queueSize")).isEqualTo(3);
            assertThat(metrics.getInt("queue.processing")).isEqualTo(2);
            assertThat(metrics.getList("instances.service")).hasSize(4);
        });
    }
}
