package io.breakwater.health.history;

import io.breakwater.health.SuiteTestBase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

/** Nobody uses Redis here, so that what is known of it is what this test says. */
@QuarkusTest
class UptimeInListsTest extends SuiteTestBase {

    @Inject
    HistoryStore store;

    @Inject
    Uptimes uptimes;

    @Test
    void everyListOfComponentsTellsTheUptimeOfFourWindows() {
        // Given: half of a minute ten minutes ago, and a whole one five hours ago
        minutes(new long[] {10, 30_000, 30_000}, new long[] {300, 60_000, 0});
        // When
        uptimes.read(() -> {});
        // Then
        var redis = "components.find { it.name == 'redis' }";
        assertUptime(get("/api/health/components").jsonPath(), redis);
        assertUptime(get("/api/v1/health/cache").jsonPath(), "component");
        assertUptime(get("/api/v1/resilience/dependencies").jsonPath(), "dependencies.find { it.name == 'redis' }");
        assertThat(get("/api/health/detailed").jsonPath().<Object>get(redis + ".uptime"))
                .as("the picture that is sent several times a second")
                .isNull();
    }

    private static void assertUptime(JsonPath answer, String where) {
        assertThat(answer.getDouble(where + ".uptime.'1h'")).isEqualTo(50);
        assertThat(answer.getDouble(where + ".uptime.'24h'")).isEqualTo(75);
        assertThat(answer.getDouble(where + ".uptime.'7d'")).isEqualTo(75);
        assertThat(answer.getDouble(where + ".uptime.'30d'")).isEqualTo(75);
    }

    /** @param known how many minutes ago, ms up, ms down */
    private void minutes(long[]... known) {
        var now = Instant.now().toEpochMilli();
        for (var each : known) {
            var at = now - each[0] * Sum.MINUTE_MS;
            store.write(connection -> Sum.write(
                    connection,
                    List.of(
                            sum(Sum.MINUTE, at - at % Sum.MINUTE_MS, each),
                            sum(Sum.HOUR, at - at % Sum.HOUR_MS, each))));
        }
    }

    private static Sum sum(String grain, long at, long[] known) {
        return new Sum("redis", grain, at, known[1], known[2], 1, 0, 0);
    }
}
