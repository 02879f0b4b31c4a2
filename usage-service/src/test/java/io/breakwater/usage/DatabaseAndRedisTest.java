package io.breakwater.usage;

import io.breakwater.resilience.store.LocalStore;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.RedisTestResource;
import io.breakwater.resilience.testing.TcpRelay;
import io.breakwater.usage.counting.Hashes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** With PostgreSQL and Redis configured: used while they are there, done without while they are not. */
@QuarkusTest
@TestProfile(BreakersOn.class)
@QuarkusTestResource(value = PostgresTestResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = RedisTestResource.class, restrictToAnnotatedClass = true)
class DatabaseAndRedisTest {

    /** The contract's own time to be back in. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

    /** What an erasure of another replica holds until it is committed. */
    private static final long ERASURE_LOCK = 0x62_72_65_61_6b_65_72L;

    @Fixture(POSTGRES)
    TcpRelay database;

    @Fixture(POSTGRES)
    EmbeddedPostgresServer postgres;

    @Fixture(REDIS)
    TcpRelay redis;

    @Inject
    LocalStore store;

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
        // Not in the first seconds of a process, which does not know what the one before it left there.
        await().untilAsserted(() -> when().get("/api/usage/linkedin/" + user)
                .then()
                .body("source", equalTo("redis"))
                .body("metrics.requests.used", equalTo(1)));

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
    void whatTheJournalMovedIsStillKnownWhenTheDatabaseGoesAwayAgain() {
        // Given
        var user = Users.fresh();
        database.refuse();
        increment(user, "k").then().statusCode(202);
        database.forward();
        await().atMost(BACK_WITHIN)
                .untilAsserted(() -> assertThat(inPostgres(user)).isEqualTo(1));
        // Moved first, forgotten after: a repeat from here on finds it in neither.
        await().atMost(BACK_WITHIN).untilAsserted(() -> when().get("/api/usage/linkedin/" + user)
                .then()
                .body("pending", equalTo(0))
                .body("degraded", equalTo(false)));
        database.refuse();

        // When
        var again = increment(user, "k");

        // Then
        again.then().body("duplicate", equalTo(true)).body("used", equalTo(1));
    }

    @Test
    void theDatabaseBreakerOpensAndClosesByItselfWhenTheDatabaseIsBack() {
        // Given
        database.refuse();
        for (int i = 0; i < 4; i++) {
            increment(Users.fresh(), "k").then().statusCode(202);
        }
        // A probe that was under way may still report of before.
        await().atMost(BACK_WITHIN).untilAsserted(() -> when().get("/resilience")
                .then()
                .body("breakers.find { it.name == 'database' }.state", equalTo("OPEN"))
                .body("dependencies.find { it.name == 'database' }.state", equalTo("DOWN")));

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
    void whatWaitsIsNotTriedWhileTheBreakerIsOpen() {
        // Given
        database.refuse();
        for (int i = 0; i < 4; i++) {
            increment(Users.fresh(), "k").then().statusCode(202);
        }
        await().atMost(BACK_WITHIN).untilAsserted(() -> when().get("/resilience")
                .then()
                .body("breakers.find { it.name == 'database' }.state", equalTo("OPEN"))
                .body("dependencies.find { it.name == 'database' }.state", equalTo("DOWN")));
        var before = turnedAway();
        var checked = databaseCheckedAt();

        // When
        await().atMost(BACK_WITHIN).until(() -> databaseCheckedAt().isAfter(checked.plusSeconds(1)));

        // Then
        assertThat(turnedAway()).isEqualTo(before);
    }

    private static int turnedAway() {
        return when().get("/resilience").path("breakers.find { it.name == 'database' }.notPermitted");
    }

    private static Instant databaseCheckedAt() {
        return Instant.parse(when().get("/resilience").path("dependencies.find { it.name == 'database' }.checkedAt"));
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

    @Test
    void duringAnOutageALimitHoldsByWhatIsKnown() {
        // Given
        var user = Users.fresh();
        UsageContract.limited(user, "{\"requests\":{\"month\":5}}");
        UsageContract.increment(user, "a", "{\"amount\":3}", "?enforce=true")
                .then()
                .statusCode(200);
        database.refuse();

        // When
        var fits = UsageContract.increment(user, "b", "{\"amount\":2}", "?enforce=true");
        var doesNot = UsageContract.increment(user, "c", "{}", "?enforce=true");

        // Then
        fits.then()
                .statusCode(202)
                .body("used", equalTo(5))
                .body("limit", equalTo(5))
                .body("remaining", equalTo(0))
                .body("degraded", equalTo(true));
        doesNot.then()
                .statusCode(429)
                .body("code", equalTo("quota-exceeded"))
                .body("detail", containsString("as far as this replica knows"));
        when().get(UsageContract.account(user) + "/limits")
                .then()
                .statusCode(200)
                .body("limits.requests.month", equalTo(5))
                .body("degraded", equalTo(true));
    }

    @Test
    void duringAnOutageWhatOnlyTheDatabaseCanDoIsRefused() {
        // Given
        var user = Users.fresh();
        database.refuse();

        // When
        var limit = UsageContract.limit(user, "{\"requests\":{\"month\":5}}");
        var erasure = operator().delete("/api/usage/users/" + user);

        // Then
        limit.then()
                .statusCode(503)
                .body("code", equalTo("dependency-unavailable"))
                .header("Retry-After", notNullValue());
        erasure.then().statusCode(503).body("code", equalTo("dependency-unavailable"));
    }

    @Test
    void duringAnOutageTheLedgerHistoryAndBatchesSayWhatWaits() {
        // Given
        var user = Users.fresh();
        increment(user, "before").then().statusCode(200);
        await().untilAsserted(() -> when().get("/api/usage/ledger").then().body("pending", equalTo(0)));
        var before = when().get("/api/usage/ledger").jsonPath();
        database.refuse();

        // When
        var batch = UsageContract.batch("[" + UsageContract.event("/" + user, "1", user, "\"amount\":1") + "]");

        // Then
        batch.then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("degraded", equalTo(true))
                .body("results[0].durability", equalTo("local"));
        var ledger = when().get("/api/usage/ledger").jsonPath();
        assertThat(ledger.getLong("pending")).isEqualTo(1);
        assertThat(ledger.getLong("committed")).isEqualTo(before.getLong("committed"));
        assertThat(ledger.getLong("accepted")).isEqualTo(before.getLong("accepted") + 1);
        assertThat(ledger.getBoolean("degraded")).isTrue();
        when().get(UsageContract.account(user) + "/history")
                .then()
                .statusCode(200)
                .body("points[-1].metrics.requests", equalTo(1))
                .body("source", equalTo("local"))
                .body("asOf", nullValue())
                .body("pending", equalTo(1))
                .body("degraded", equalTo(true));

        // And afterwards
        database.forward();
        await().atMost(BACK_WITHIN).untilAsserted(() -> {
            var after = when().get("/api/usage/ledger").jsonPath();
            assertThat(after.getLong("pending")).isZero();
            assertThat(after.getLong("committed")).isEqualTo(before.getLong("committed") + 1);
        });
    }

    @Test
    void whatAnotherReplicaTookInUnderTheSameKeyBecomesADeadLetter() throws SQLException {
        // Given
        var user = Users.fresh();
        var deadBefore = when().get("/api/usage/ledger").jsonPath().getLong("deadLetters");
        database.refuse();
        increment(user, "k").then().statusCode(202);
        inDatabase("insert into usage_event (id, fingerprint) values ('%s', gen_random_uuid())"
                .formatted(Hashes.uuid("linkedin", user, "k")));

        // When
        database.forward();

        // Then
        await().atMost(BACK_WITHIN.multipliedBy(6)).untilAsserted(() -> when().get("/api/usage/ledger")
                .then()
                .body("deadLetters", equalTo((int) deadBefore + 1))
                .body("pending", equalTo(0)));
        assertThat(inPostgres(user)).isZero();
        increment(user, "k").then().statusCode(409);
    }

    @Test
    void whatWaitsOfAPersonWhoWasErasedMeanwhileIsNotCounted() throws SQLException {
        // Given
        var user = Users.fresh();
        database.refuse();
        increment(user, "k").then().statusCode(202);
        inDatabase("insert into usage_erasure (person) values ('%s')".formatted(Hashes.uuid("person", user)));

        // When
        database.forward();

        // Then
        await().atMost(BACK_WITHIN.multipliedBy(6))
                .untilAsserted(() -> when().get("/api/usage/ledger").then().body("pending", equalTo(0)));
        assertThat(inPostgres(user)).isZero();
    }

    @Test
    void whatWaitsOfAPersonWhoIsBeingErasedIsNotCounted() throws SQLException {
        // Given
        var user = Users.fresh();
        database.refuse();
        increment(user, "k").then().statusCode(202);
        try (var other = postgres.connect();
                var erasure = other.createStatement()) {
            other.setAutoCommit(false);
            erasure.execute("select pg_advisory_xact_lock(%d)".formatted(ERASURE_LOCK));
            erasure.execute("insert into usage_erasure (person) values ('%s')".formatted(Hashes.uuid("person", user)));

            // When
            database.forward();
            everythingIsThere();
            await().during(Duration.ofSeconds(1))
                    .atMost(BACK_WITHIN)
                    .untilAsserted(() -> when().get("/api/usage/ledger").then().body("pending", equalTo(1)));
            other.commit();
        }

        // Then
        await().atMost(BACK_WITHIN.multipliedBy(6))
                .untilAsserted(() -> when().get("/api/usage/ledger").then().body("pending", equalTo(0)));
        assertThat(inPostgres(user)).isZero();
    }

    @Test
    void whatWaitedLongerThanIdsAreKnownBecomesADeadLetter() {
        // Given
        var user = Users.fresh();
        var deadBefore = when().get("/api/usage/ledger").jsonPath().getLong("deadLetters");
        // Not refused: what was on its way just then would be tried once more, with the time that it was read with.
        operator()
                .post("/admin/circuit-breakers/database/open?why=maintenance")
                .then()
                .statusCode(200);
        increment(user, "k").then().statusCode(202);
        store.write(connection -> {
            try (var update = connection.createStatement()) {
                return update.executeUpdate("update usage_journal set kept_at = 0");
            }
        });

        // When
        operator().post("/admin/circuit-breakers/database/close").then().statusCode(200);

        // Then
        await().atMost(BACK_WITHIN.multipliedBy(6)).untilAsserted(() -> when().get("/api/usage/ledger")
                .then()
                .body("deadLetters", equalTo((int) deadBefore + 1))
                .body("pending", equalTo(0)));
    }

    @Test
    void clearingTheCachesForgetsWhatTheDatabaseLastSaid() {
        // Given
        var user = Users.fresh();
        increment(user, "k").then().statusCode(200);
        operator().post("/admin/cache/clear").then().statusCode(200).body("entries", greaterThanOrEqualTo(1));
        database.refuse();
        redis.refuse();

        // When
        var read = when().get(UsageContract.account(user));

        // Then
        read.then()
                .statusCode(200)
                .body("metrics.requests.used", equalTo(0))
                .body("asOf", nullValue())
                .body("degraded", equalTo(true));
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
        return Operator.operator();
    }

    /** Past the relay: as another replica would. */
    private void inDatabase(String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
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
