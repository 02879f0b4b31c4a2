package io.breakwater.health.recovery;

import io.breakwater.health.SuiteTestBase;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.breakwater.health.SuiteStub.OPERATOR_PASSWORD;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class RecoveryTest extends SuiteTestBase {

    private static final String HISTORY = "/api/v1/resilience/recovery/history";

    @Test
    void anOutageThatIsOverIsToldWithItsLengthAndWhatEndedIt() {
        // Given
        road("image-proxy-service", "refuse");
        await().atMost(PATIENCE).until(() -> status("image-proxy-service").equals("unhealthy"));
        // When
        road("image-proxy-service", "forward");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var history = get(HISTORY).jsonPath();
            assertThat(history.getString("recoveries.find { it.component == 'image-proxy-service' }.recoveredBy"))
                    .isNotBlank();
            assertThat(history.getDouble("mttrSecondsByComponent.'image-proxy-service'"))
                    .isPositive();
            assertThat(history.getDouble("mttrSeconds")).isPositive();
        });
    }

    @Test
    void aDrillShowsThatABreakerSavesUsAndTouchesNoOther() {
        // When
        var report = given().auth()
                .preemptive()
                .basic("operator", OPERATOR_PASSWORD)
                .post("/api/v1/resilience/recovery/test")
                .jsonPath();
        // Then
        assertThat(report.getBoolean("passed")).isTrue();
        assertThat(report.getList("steps.passed")).containsExactly(true, true, true, true);
        assertThat(breakers.all()).allMatch(breaker -> !breaker.name().startsWith("drill"));
        assertThat(get(HISTORY).jsonPath().getList("attempts.attempt.target")).contains("drill");
    }

    @Test
    void onlyAnOperatorMayDrillAndOnlyWhatIsKnown() {
        assertThat(given().post("/api/v1/resilience/recovery/test").statusCode())
                .isEqualTo(401);
        assertThat(given().auth()
                        .preemptive()
                        .basic("operator", OPERATOR_PASSWORD)
                        .post("/api/v1/resilience/recovery/test?strategy=cross-fingers")
                        .statusCode())
                .isEqualTo(400);
        assertThat(given().auth()
                        .preemptive()
                        .basic("operator", OPERATOR_PASSWORD)
                        .post("/api/v1/resilience/recovery/test?strategy=queue-for-later")
                        .statusCode())
                .isEqualTo(400);
        assertThat(given().auth()
                        .preemptive()
                        .basic("operator", OPERATOR_PASSWORD)
                        .post("/api/v1/resilience/recovery/test?strategy=database-reconnection")
                        .statusCode())
                .as("without a database")
                .isEqualTo(409);
    }
}
