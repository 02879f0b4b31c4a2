package io.breakwater.health.recovery;

import io.breakwater.health.SuiteStub;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DatabaseDrillTest extends SuiteTestBase {

    @RepeatedTest(3)
    void aConnectionThatIsCutOffIsReplacedAndNobodyNotices() {
        // Given
        await().atMost(PATIENCE).until(() -> status("database").equals("healthy"));
        // When
        var report = given().auth()
                .preemptive()
                .basic("operator", SuiteStub.OPERATOR_PASSWORD)
                .post("/api/v1/resilience/recovery/test?strategy=database-reconnection")
                .jsonPath();
        // Then
        assertThat(report.getList("steps.passed")).as(report.prettify()).isEqualTo(List.of(true, true, true));
        assertThat(report.getString("strategy")).isEqualTo("database-reconnection");
        assertThat(status("database")).isEqualTo("healthy");
    }
}
