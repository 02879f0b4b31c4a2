package io.breakwater.health.overview;

import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.dependency.DependencyState;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class VersionedPathsTest extends SuiteTestBase {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/health,                       status",
        "/api/v1/health/comprehensive,         services",
        "/api/v1/health/ready,                 degradation",
        "/api/v1/health/live,                  uptime",
        "/api/v1/health/database,              component",
        "/api/v1/health/cache,                 component",
        "/api/v1/health/external,              components",
        "/api/v1/health/circuit-breakers,      breakers",
        "/api/v1/health/metrics,               requests",
        "/api/v1/resilience/health,            score",
        "/api/v1/resilience/metrics,           duration",
        "/api/v1/resilience/circuit-breakers,  closed",
        "/api/v1/resilience/cascade-risk,      formula",
        "/api/v1/resilience/status,            cascadeRisk",
    })
    void everyPathAnswers(String path, String part) {
        // When
        var answer = get(path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().<Object>get(part)).isNotNull();
    }

    @Test
    void thePathsOfAllVersionsShareOneModel() {
        // When
        var detailed = get("/api/health/detailed").jsonPath();
        // Then
        for (var path : List.of("/api/v1/health/comprehensive", "/api/v1/resilience/status")) {
            assertThat(get(path).jsonPath().getMap("$").keySet())
                    .isEqualTo(detailed.getMap("$").keySet());
        }
    }

    @Test
    void theDatabaseIsShownFromAllSides() {
        // Given
        answer(
                "usage-service",
                Snapshots.of("usage-service")
                        .dependency("database", DependencyState.DOWN)
                        .breaker("database", BreakerState.OPEN));
        // When
        await().atMost(PATIENCE).untilAsserted(() -> {
            var seen = get("/api/v1/health/database").jsonPath();
            // Then
            assertThat(seen.getString("instances.find { it.service == 'usage-service' }.breaker.state"))
                    .isEqualTo("OPEN");
        });
        var breakers = get("/api/v1/resilience/circuit-breakers").jsonPath();
        assertThat(breakers.getInt("open")).isEqualTo(1);
        assertThat(breakers.getString("breakers[0].service")).isEqualTo("usage-service");
        assertThat(breakers.getDouble("breakers[0].breaker.failurePercent")).isEqualTo(50.0);
    }

    @Test
    void openApiKnowsEveryPath() {
        // When
        var paths = JsonPath.from(get("/openapi?format=json").asString())
                .<String, Object>getMap("paths")
                .keySet();
        // Then
        assertThat(paths)
                .contains(
                        "/api/health/stream",
                        "/api/v1/health/comprehensive",
                        "/api/v1/resilience/cascade-risk",
                        "/api/v1/resilience/status");
    }
}
