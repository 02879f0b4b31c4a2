package io.breakwater.usage.retention;

import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.RedisTestResource;
import io.breakwater.usage.BreakersOn;
import io.breakwater.usage.Users;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static io.breakwater.resilience.testing.Fixture.Kind.POSTGRES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(BreakersOn.class)
@QuarkusTestResource(value = PostgresTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisTestResource.class, restrictToAnnotatedClass = true)
class PostgresRetentionTest {

    @Fixture(POSTGRES)
    EmbeddedPostgresServer postgres;

    @Inject
    Sweeper sweeper;

    @Test
    void whatIsPastItsRetentionIsDroppedAndNothingElse() throws SQLException {
        // Given
        var user = Users.fresh();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> given().contentType(ContentType.JSON)
                .post("/api/usage/x/" + user + "/increment")
                .then()
                .statusCode(200));
        var old = UUID.randomUUID();
        var young = UUID.randomUUID();
        execute("insert into usage_event values ('%s', '%s', now() - interval '35 days 1 minute')".formatted(old, old));
        execute("insert into usage_event values ('%s', '%s', now() - interval '34 days')".formatted(young, young));
        for (var period : new String[] {"2020-01", "2020-01-01", "2020-01-01T00"}) {
            execute("insert into usage_counter values ('%s', 'twitter', 'requests', '%s', 1)".formatted(user, period));
        }

        // When
        while (sweeper.drop() > 0) {
            // A batch at a time.
        }

        // Then
        assertThat(count("usage_event where id = '%s'".formatted(old))).isZero();
        assertThat(count("usage_event where id = '%s'".formatted(young))).isOne();
        assertThat(count("usage_counter where user_id = '%s' and period like '2020%%'".formatted(user)))
                .as("the month stays")
                .isOne();
        assertThat(count("usage_counter where user_id = '%s' and period not like '2020%%'".formatted(user)))
                .isEqualTo(3);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long count(String what) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + what)) {
            row.next();
            return row.getLong(1);
        }
    }
}
