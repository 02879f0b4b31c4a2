package io.breakwater.health.machine;

import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteStub;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.machine.MachineReading;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Numbers that no machine has: the one that this runs on may be short of anything, and is never judged here. */
@QuarkusTest
class OtherMachinesTest extends SuiteTestBase {

    private static final double SHORT = 150;

    private void usage(MachineReading reading) {
        answer("usage-service", Snapshots.of("usage-service").machine(reading));
    }

    private static void is(String component, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(component)).isEqualTo(status));
    }

    @Test
    void anInstanceElsewhereThatIsShortOfMemoryOrCpuIsOnTheBoardAndRaisesAlerts() {
        // Given
        usage(new MachineReading(20.0, 30, 10.0, 10.0, null, null));
        is("usage-service-memory", "healthy");
        is("usage-service-cpu", "healthy");
        // When
        usage(new MachineReading(20.0, SHORT, SHORT, SHORT, null, null));
        // Then
        is("usage-service-memory", "unhealthy");
        is("usage-service-cpu", "degraded");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        get("/api/health/alerts").jsonPath().getList("active.rule"))
                .contains("memory", "cpu"));
        var alert = "active.find { it.rule == 'memory' }.";
        var alerts = get("/api/health/alerts").jsonPath();
        assertThat(alerts.getString(alert + "subject")).isEqualTo("usage-service-memory");
        assertThat(alerts.getString(alert + "severity")).isEqualTo("critical");
        assertThat(alerts.getString(alert + "summary")).contains("150 % in use");
        assertThat(get("/api/v1/resilience/cascade-risk").jsonPath().getList("paths.components"))
                .contains(List.of("usage-service-memory", "usage-service"));
        assertThat(get("/api/v1/health/external").jsonPath().getList("components.name"))
                .doesNotContain("usage-service-memory", "usage-service-cpu");
        // And when it has enough again they are over.
        usage(new MachineReading(20.0, 30, 10.0, 10.0, null, null));
        is("usage-service-memory", "healthy");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        get("/api/health/alerts").jsonPath().getList("active.rule"))
                .doesNotContain("memory", "cpu"));
    }

    @Test
    void whatAnInstanceSharesWithThisOneIsCountedOnce() {
        // Given
        var own = get("/resilience").jsonPath();
        Assumptions.assumeTrue(own.getString("machine.memoryOf") != null, "this runs within limits of its own");
        usage(new MachineReading(20.0, 30, 10.0, 10.0, "another", "another"));
        is("usage-service-cpu", "healthy");
        // When
        usage(new MachineReading(
                20.0, SHORT, SHORT, SHORT, own.getString("machine.memoryOf"), own.getString("machine.cpuOf")));
        // Then: its heap is its own
        await().atMost(PATIENCE).untilAsserted(() -> {
            var components = get("/api/health/components").jsonPath();
            assertThat(components.getList("components.name")).doesNotContain("usage-service-cpu");
            assertThat(components.getString("components.find { it.name == 'usage-service-memory' }.detail"))
                    .isEqualTo("heap 20 % in use");
        });
        assertThat(status("usage-service-memory")).isEqualTo("healthy");
    }

    @Test
    void everyInstanceTellsOfItsMachine() {
        // Given
        usage(new MachineReading(20.0, 30, 10.0, 10.0, null, null));
        // When
        await().atMost(PATIENCE).untilAsserted(() -> {
            var detailed = get("/api/health/detailed").jsonPath();
            // Then
            assertThat(detailed.getString("services.find { it.service == 'usage-service' }.machine?.heap"))
                    .isEqualTo("20.0");
            assertThat(detailed.getDouble("services.find { it.service == 'health-service' }.machine.memory"))
                    .isBetween(0.0, 100.0);
        });
    }

    @Test
    void theirNamesCannotBeRegistered() {
        // When
        var answer = given().auth()
                .preemptive()
                .basic("operator", SuiteStub.OPERATOR_PASSWORD)
                .contentType("application/json")
                .body("""
                        {"name": "usage-service-memory", "type": "tcp", "criticality": "optional", "url": "tcp://127.0.0.1:1"}""")
                .post("/api/v1/resilience/dependencies");
        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
    }
}
