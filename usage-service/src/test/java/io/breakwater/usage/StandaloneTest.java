package io.breakwater.usage;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** With no database and no Redis the local store is the store of record. */
@QuarkusTest
class StandaloneTest {

    private static final String MONTH = LocalDate.now(ZoneOffset.UTC).toString().substring(0, 7);

    @Test
    void aUserNeverSeenUsedNothing() {
        when().get("/api/usage/linkedin/" + Users.fresh())
                .then()
                .statusCode(200)
                .body("platform", equalTo("linkedin"))
                .body("period", equalTo(MONTH))
                .body("metrics.requests.used", equalTo(0))
                .body("metrics.requests", hasKey("limit"))
                .body("source", equalTo("local"))
                .body("asOf", notNullValue())
                .body("pending", equalTo(0))
                .body("degraded", equalTo(false))
                .body("reason", nullValue());
    }

    @Test
    void anIncrementWithoutABodyCountsOneRequest() {
        given().contentType(ContentType.JSON)
                .post("/api/usage/x/" + Users.fresh() + "/increment")
                .then()
                .statusCode(200)
                .body("platform", equalTo("twitter"))
                .body("metric", equalTo("requests"))
                .body("period", equalTo(MONTH))
                .body("used", equalTo(1))
                .body("duplicate", equalTo(false))
                .body("durability", equalTo("local"))
                .body("degraded", equalTo(false));
    }

    @Test
    void aUsersOwnWriteIsInTheNextRead() {
        // Given
        var user = Users.fresh();
        given().contentType(ContentType.JSON)
                .body("{\"metric\":\"ai_reply\",\"amount\":5}")
                .post("/api/usage/LinkedIn/" + user + "/increment");

        // When
        var answer = when().get("/api/usage/linkedin/" + user);

        // Then
        answer.then().statusCode(200).body("metrics.ai_reply.used", equalTo(5));
    }

    @Test
    void theSameKeyAgainChangesNothing() {
        // Given
        var user = Users.fresh();
        var request = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "order 66")
                .body("{\"amount\":3}");
        request.post("/api/usage/facebook/" + user + "/increment").then().body("used", equalTo(3));

        // When
        var again = request.post("/api/usage/facebook/" + user + "/increment");

        // Then
        again.then().statusCode(200).body("duplicate", equalTo(true)).body("used", equalTo(3));
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflict() {
        // Given
        var user = Users.fresh();
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body("{\"amount\":3}")
                .post("/api/usage/facebook/" + user + "/increment");

        // When
        var other = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body("{\"amount\":4}")
                .post("/api/usage/facebook/" + user + "/increment");

        // Then
        other.then().statusCode(409).contentType("application/problem+json").body("code", equalTo("conflict"));
        when().get("/api/usage/facebook/" + user).then().body("metrics.requests.used", equalTo(3));
    }

    @Test
    void twoUsersEqualKeysAreTwoIncrements() {
        // Given
        var first = Users.fresh();
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "same")
                .post("/api/usage/facebook/" + first + "/increment");

        // When
        var second = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "same")
                .post("/api/usage/facebook/" + Users.fresh() + "/increment");

        // Then
        second.then().body("duplicate", equalTo(false)).body("used", equalTo(1));
    }

    @Test
    void concurrentIncrementsAllCount() throws Exception {
        // Given
        var user = Users.fresh();
        var increments = 200;

        // When
        var statuses = new ArrayList<Future<Integer>>();
        try (var callers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < increments; i++) {
                statuses.add(callers.submit(() -> given().contentType(ContentType.JSON)
                        .post("/api/usage/instagram/" + user + "/increment")
                        .statusCode()));
            }
        }

        // Then
        for (var status : statuses) {
            assertThat(status.get()).isEqualTo(200);
        }
        when().get("/api/usage/instagram/" + user).then().body("metrics.requests.used", equalTo(increments));
    }

    @Test
    void whatHappenedEarlierCountsForItsOwnHourDayAndMonth() {
        // Given
        var user = Users.fresh();
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        given().contentType(ContentType.JSON)
                .body("{\"occurredAt\":\"" + yesterday + "T10:15:00Z\"}")
                .post("/api/usage/instagram/" + user + "/increment")
                .then()
                .statusCode(200);

        // When
        var hour = given().queryParam("period", yesterday + "T10").get("/api/usage/instagram/" + user);
        var nextHour = given().queryParam("period", yesterday + "T11").get("/api/usage/instagram/" + user);
        var day = given().queryParam("period", yesterday.toString()).get("/api/usage/instagram/" + user);

        // Then
        hour.then().body("metrics.requests.used", equalTo(1));
        nextHour.then().body("metrics.requests.used", equalTo(0));
        day.then().body("metrics.requests.used", equalTo(1));
    }

    @Test
    void aUserIsToldOnAllPlatforms() {
        // Given
        var user = Users.fresh();
        given().contentType(ContentType.JSON).post("/api/usage/linkedin/" + user + "/increment");

        // When
        var answer = when().get("/api/usage/" + user);

        // Then
        answer.then()
                .statusCode(200)
                .body("", hasSize(4))
                .body("find { it.platform == 'linkedin' }.metrics.requests.used", equalTo(1))
                .body("find { it.platform == 'instagram' }.metrics.requests.used", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":0}",
                "{\"amount\":-1}",
                "{\"amount\":1000000001}",
                "{\"amount\":1.5}",
                "{\"amount\":\"many\"}",
                "{\"metric\":\"\"}",
                "{\"metric\":\"UPPER\"}",
                "{\"metric\":\"a b\"}",
                "{\"occurredAt\":\"2001-01-01T00:00:00Z\"}",
                "{\"occurredAt\":\"2999-01-01T00:00:00Z\"}",
                "{\"occurredAt\":\"yesterday\"}",
                "{\"amount\":",
                "[]",
                "\"text\"",
                "not json"
            })
    void aBodyThatIsNotValidIsAProblem(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/usage/linkedin/" + Users.fresh() + "/increment")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("validation"))
                .body("type", notNullValue())
                .body("traceId", notNullValue())
                .body("instance", containsString("/increment"))
                .body("", not(hasKey("stackTrace")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/usage/myspace/testuser, 400, unknown-platform",
        "POST, /api/usage/myspace/testuser/increment, 400, unknown-platform",
        "GET, /api/usage/linkedin/bad%20user, 400, validation",
        "GET, /api/usage/linkedin/%00, 400, validation",
        "GET, /api/usage/linkedin/user%2Fname, 400, validation",
        "GET, /api/usage/linkedin/u?period=2026, 400, validation",
        "GET, /api/usage/linkedin/u?period=2026-02-30, 400, validation",
        "GET, /api/usage/bad%20user, 400, validation",
        "GET, /api/usage/linkedin/u/nothing, 404, not-found",
        "GET, /api/usage, 404, not-found",
        "DELETE, /api/usage/linkedin/u/increment, 405, method-not-allowed",
        "PUT, /api/usage/linkedin/u, 405, method-not-allowed",
    })
    void aRequestThatIsNotValidIsAProblem(String method, String path, int status, String code) {
        given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status));
    }

    @Test
    void aUserIdThatIsTooLongIsAProblem() {
        when().get("/api/usage/linkedin/" + "u".repeat(129))
                .then()
                .statusCode(400)
                .body("code", equalTo("validation"));
    }

    @Test
    void anotherMediaTypeIsAProblem() {
        given().contentType("text/csv")
                .body("requests,1")
                .post("/api/usage/linkedin/u/increment")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void aKeyThatIsTooLongIsAProblem() {
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k".repeat(129))
                .post("/api/usage/linkedin/u/increment")
                .then()
                .statusCode(400)
                .body("errors", hasKey("Idempotency-Key"));
    }

    @Test
    void aBodyThatIsTooLargeIsAProblem() {
        given().contentType(ContentType.JSON)
                .body("{\"metric\":\"" + "a".repeat(1_100_000) + "\"}")
                .post("/api/usage/linkedin/u/increment")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("payload-too-large"));
    }
}
