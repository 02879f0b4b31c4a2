package io.breakwater.usage.retention;

import io.breakwater.resilience.store.LocalStore;
import io.breakwater.usage.Users;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class LocalRetentionTest {

    @Inject
    LocalStore store;

    @Inject
    Sweeper sweeper;

    @Inject
    Expiry expiry;

    @Test
    void whatIsPastItsRetentionIsDroppedAndNothingElse() {
        // Given
        var user = Users.fresh();
        given().contentType(ContentType.JSON)
                .post("/api/usage/x/" + user + "/increment")
                .then()
                .statusCode(200);
        event(user + "-old", Duration.ofDays(35).plusMinutes(1));
        event(user + "-young", Duration.ofDays(34));
        for (var period : new String[] {"2020-01", "2020-01-01", "2020-01-01T00"}) {
            execute("insert into usage_counter values ('%s', 'twitter', 'requests', '%s', 1)".formatted(user, period));
        }

        // When
        while (sweeper.drop() > 0) {
            // A batch at a time.
        }

        // Then
        assertThat(count("usage_event where id = '%s-old'".formatted(user))).isZero();
        assertThat(count("usage_event where id = '%s-young'".formatted(user))).isOne();
        assertThat(count("usage_counter where user_id = '%s' and period like '2020%%'".formatted(user)))
                .as("the month stays")
                .isOne();
        assertThat(count("usage_counter where user_id = '%s' and period not like '2020%%'".formatted(user)))
                .isEqualTo(3);
    }

    @Test
    void anIdMayBeForgottenADayBeforeItIs() {
        var now = Instant.now();
        assertThat(expiry.mayBeForgotten(now.minus(Duration.ofDays(33)))).isFalse();
        assertThat(expiry.mayBeForgotten(now.minus(Duration.ofDays(34)).minusSeconds(60)))
                .isTrue();
    }

    private void event(String id, Duration age) {
        execute("insert into usage_event values ('%s', 'f', %d)"
                .formatted(id, Instant.now().minus(age).toEpochMilli()));
    }

    private void execute(String sql) {
        store.write(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    private long count(String what) {
        return store.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from " + what)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
