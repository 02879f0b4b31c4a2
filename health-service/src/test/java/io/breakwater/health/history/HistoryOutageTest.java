package io.breakwater.health.history;

import io.breakwater.health.SuiteTestBase;
import io.breakwater.health.alert.ReceiverStub;
import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.TcpRelay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

// The receivers are not needed: with the same resources as AlertsTest it shares its application.
@QuarkusTest
@WithTestResource(ReceiverStub.class)
@WithTestResource(PostgresTestResource.class)
class HistoryOutageTest extends SuiteTestBase {

    @Fixture(Fixture.Kind.POSTGRES)
    EmbeddedPostgresServer server;

    @Fixture(Fixture.Kind.POSTGRES)
    TcpRelay road;

    @Inject
    LocalStore local;

    @AfterEach
    void theDatabaseIsBack() {
        road.forward();
    }

    private static JsonPath history() {
        return get("/api/health/history?component=database&window=1h").jsonPath();
    }

    private int outagesInPostgres(Instant since) throws SQLException {
        try (var connection = server.connect();
                var select = connection.prepareStatement("select count(*) from health_history"
                        + " where component = 'database' and changed = 1 and status = 'unhealthy' and at >= ?")) {
            select.setLong(1, since.toEpochMilli());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @Test
    void whatIsSeenWhileTheDatabaseIsAwayIsKeptHereAndMovesThereOnce() {
        // Given
        var start = Instant.now();
        road.refuse();
        await().atMost(PATIENCE).until(() -> status("database").equals("unhealthy"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(history().getString("source")).isEqualTo("local");
            assertThat(history().getString("components[0].changes[0].status")).isEqualTo("unhealthy");
        });
        // When
        road.forward();
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(history().getString("source")).isEqualTo("postgres");
            assertThat(history().getList("components[0].changes.status").subList(0, 2))
                    .containsExactly("healthy", "unhealthy");
            assertThat(outagesInPostgres(start)).isEqualTo(1);
            List<HistoryEntry> here = local.read(connection -> HistoryTables.oldest(connection, 1));
            assertThat(here).isEmpty();
        });
    }
}
