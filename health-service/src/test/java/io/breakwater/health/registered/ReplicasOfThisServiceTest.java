package io.breakwater.health.registered;

import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.breakwater.health.SuiteStub.OPERATOR_PASSWORD;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Another replica is played by what it would leave in the database. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ReplicasOfThisServiceTest extends SuiteTestBase {

    private static final String PATH = "/api/v1/resilience/dependencies";

    @Fixture(Fixture.Kind.POSTGRES)
    EmbeddedPostgresServer postgres;

    @BeforeEach
    void theDatabaseIsThere() {
        await().atMost(PATIENCE).until(() -> status("database").equals("healthy"));
    }

    @AfterEach
    void forget() throws SQLException {
        sql("update health_alert_lease set expires = clock_timestamp()");
        operator().delete(PATH + "/shared");
        operator().delete(PATH + "/elsewhere");
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", OPERATOR_PASSWORD).contentType("application/json");
    }

    private void sql(String statement) throws SQLException {
        try (var connection = postgres.connect();
                var change = connection.createStatement()) {
            change.executeUpdate(statement);
        }
    }

    private String one(String query) throws SQLException {
        try (var connection = postgres.connect();
                var select = connection.createStatement();
                var row = select.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private void register(String name) {
        operator()
                .body(Map.of(
                        "name", name,
                        "type", "tcp",
                        "criticality", "optional",
                        "url", "tcp://127.0.0.1:1",
                        "interval", "5s"))
                .post(PATH);
    }

    @Test
    void theOneThatChecksLeavesWhatItFoundForTheOthers() {
        // When
        register("shared");
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(one("select status from health_check_result where name = 'shared'"))
                        .isEqualTo("unhealthy"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        one("select body from health_document where kind = 'dependency' and name = 'shared'"))
                .contains("tcp://127.0.0.1:1"));
    }

    @Test
    void oneThatDoesNotCheckTellsWhatTheOtherFoundUntilThatIsGone() throws SQLException {
        // Given
        register("shared");
        await().atMost(PATIENCE).until(() -> status("shared").equals("unhealthy"));
        // When
        sql("update health_alert_lease set holder = 'another', expires = clock_timestamp() + interval '1 hour'");
        await().atMost(PATIENCE).untilAsserted(() -> {
            sql("update health_check_result set status = 'degraded', checked_at = clock_timestamp()"
                    + " where name = 'shared'");
            // Then
            assertThat(status("shared")).isEqualTo("degraded");
        });
        sql("update health_alert_lease set expires = clock_timestamp()");
        await().atMost(PATIENCE).until(() -> status("shared").equals("unhealthy"));
    }

    @Test
    void whatAnotherReplicaRegisteredIsKnownHereToo() throws SQLException {
        // When
        sql("""
                insert into health_document (kind, name, body, changed_at) values ('dependency', 'elsewhere',
                  '{"name":"elsewhere","type":"tcp","criticality":"optional","url":"tcp://127.0.0.1:1"}',
                  %d)""".formatted(System.currentTimeMillis()));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(PATH).jsonPath().getList("dependencies.name"))
                        .contains("elsewhere"));
    }
}
