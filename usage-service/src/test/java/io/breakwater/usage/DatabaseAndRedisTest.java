package io.breakwater.usage;

import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.RedisTestResource;
import io.breakwater.resilience.testing.TcpRelay;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.breakwater.resilience.testing.Fixture.Kind.POSTGRES;
import static io.breakwater.resilience.testing.Fixture.Kind.REDIS;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** With PostgreSQL and Redis configured: used while they are there, done without while they are not. */
@QuarkusTest
@TestProfile(DatabaseAndRedisTest.BreakersOn.class)
@QuarkusTestResource(value = PostgresTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisTestResource.class, restrictToAnnotatedClass = true)
class DatabaseAndRedisTest {

    /** The contract's own time to be back in. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

    @Fixture(POSTGRES)
    TcpRelay database;

    @Fixture(POSTGRES)
    EmbeddedPostgresServer postgres;

    @Fixture(REDIS)
    TcpRelay redis;

    public static final class BreakersOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.fault-tolerance.global.circuit-breaker.enabled", "true",
                    "OPERATOR_PASSWORD", "secret");
        }
    }

    @BeforeEach
    void everythingIsThere() {
        database.forward();
        redis.forward();
        await().atMost(BACK_WITHIN.multipliedBy(4)).untilAsserted(() -> when().get("/health/ready")
                .then()
                .body("checks.find { it.name == 'serving' }.data.degradation", equalTo("none")));
    }

    @AfterEach
    void mend() {
        database.forward();
        redis.forward();
    }

    @Test
    void anIncrementIsCommittedToPostgresBeforeItIsAcknowledged() throws Exception {
        // Given
        var user = Users.fresh();

        // When
        var answer = given().contentType(ContentType.JSON)
                .body("{\"amount\":7}")
                .post("/api/usage/linkedin/" + user + "/increment");

        // Then
        answer.then()
                .statusCode(200)
                .body("durability", equalTo("postgres"))
                .body("degraded", equalTo(false))
                .body("used", equalTo(7));
        assertThat(inPostgres(user)).isEqualTo(7);
    }

    @Test
    void theSecondReadComesFromRedisAndAWriteMakesItOld() {
        // Given
        var user = Users.fresh();
        increment(user, "1").then().statusCode(200);
        when().get("/api/usage/linkedin/" + user).then().body("source", equalTo("postgres"));
        when().get("/api/usage/linkedin/" + user)
                .then()
                .body("source", equalTo("redis"))
                .body("metrics.requests.used", equalTo(1));

        // When
        increment(user, "2").then().statusCode(200);

        // Then
        when().get("/api/usage/linkedin/" + user)
                .then()
                .body("source", equalTo("postgres"))
                .body("metrics.requests.used", equalTo(2));
    }

    @Test
    void theSameKeyAgainChangesNothingAndAnotherBodyIsAConflict() {
        // Given
        var user = Users.fresh();
        increment(user, "k").then().body("duplicate", equalTo(false));

        // When
        var again = increment(user, "k");
        var other = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body("{\"amount\":2}")
                .post("/api/usage/linkedin/" + user + "/increment");

        // Then
        again.then().statusCode(200).body("duplicate", equalTo(true)).body("used", equalTo(1));
        other.then().statusCode(409);
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    void whatIsCountedWhileTheDatabaseIsAwayIsKeptToldAndMovedOnce(Outage outage) {
        // Given
        var user = Users.fresh();
        increment(user, "before").then().statusCode(200);
        outage.begin(database);

        // When
        var during = increment(user, "during");
        var replayed = increment(user, "during");
        var read = when().get("/api/usage/linkedin/" + user);

        // Then
        during.then()
                .statusCode(202)
                .body("durability", equalTo("local"))
                .body("degraded", equalTo(true))
                .body("reason", notNullValue())
                .body("used", equalTo(2));
        replayed.then().statusCode(202).body("duplicate", equalTo(true));
        read.then()
                .body("metrics.requests.used", equalTo(2))
                .body("pending", equalTo(1))
                .body("degraded", equalTo(true));
        when().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'serving' }.data.degradation", equalTo("reduced"));

        // And back by itself
        database.forward();
        await().atMost(BACK_WITHIN)
                .untilAsserted(() -> assertThat(inPostgres(user)).isEqualTo(2));
        await().atMost(BACK_WITHIN).untilAsserted(() -> increment(user, "during")
                .then()
                .statusCode(200)
                .body("duplicate", equalTo(true))
                .body("used", equalTo(2)));
    }

    @Test
    void theDatabaseBreakerOpensAndClosesByItselfWhenTheDatabaseIsBack() {
        // Given
        database.refuse();
        for (int i = 0; i < 4; i++) {
            increment(Users.fresh(), "k").then().statusCode(202);
        }
        when().get("/resilience")
                .then()
                .body("breakers.find { it.name == 'database' }.state", equalTo("OPEN"))
                .body("dependencies.find { it.name == 'database' }.state", equalTo("DOWN"));

        // When
        database.forward();

        // Then
        await().atMost(BACK_WITHIN).untilAsserted(() -> when().get("/resilience")
                .then()
                .body("breakers.find { it.name == 'database' }.state", equalTo("CLOSED"))
                .body("dependencies.find { it.name == 'database' }.state", equalTo("UP"))
                .body("degradation.level", equalTo("none")));
    }

    @Test
    void anOperatorHoldsTheBreakerOpenUntilItIsClosed() {
        // Given
        operator()
                .post("/admin/circuit-breakers/database/open?why=maintenance")
                .then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("hold.by", equalTo("operator"))
                .body("hold.why", equalTo("maintenance"));
        var held = increment(Users.fresh(), "k");

        // When
        operator().post("/admin/circuit-breakers/database/close").then().statusCode(200);

        // Then
        held.then().statusCode(202).body("reason", equalTo("circuit-open"));
        increment(Users.fresh(), "k").then().statusCode(200).body("durability", equalTo("postgres"));
    }

    @ParameterizedTest
    @EnumSource(Outage.class)
    void withoutRedisTheDatabaseAnswers(Outage outage) {
        // Given
        var user = Users.fresh();
        outage.begin(redis);

        // When
        var counted = increment(user, "k");

        // Then
        counted.then().statusCode(200).body("durability", equalTo("postgres"));
        when().get("/api/usage/linkedin/" + user)
                .then()
                .body("source", equalTo("postgres"))
                .body("metrics.requests.used", equalTo(1));
        when().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'serving' }.data.degradation", equalTo("reduced"))
                .body("checks.find { it.name == 'serving' }.data.redis", notNullValue());
    }

    /** The ways to be away that feel different: refused at once, or never answered. */
    enum Outage {
        REFUSED {
            @Override
            void begin(TcpRelay relay) {
                relay.refuse();
            }
        },
        HANGING {
            @Override
            void begin(TcpRelay relay) {
                relay.blackHole();
            }
        };

        abstract void begin(TcpRelay relay);
    }

    private static Response increment(String user, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .post("/api/usage/linkedin/" + user + "/increment");
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", "secret");
    }

    private long inPostgres(String user) throws SQLException {
        try (var connection = postgres.connect();
                var select = connection.prepareStatement(
                        "select coalesce(sum(used), 0) from usage_counter where user_id = ? and length(period) = 7")) {
            select.setString(1, user);
            var row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
