package io.breakwater.usage;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.breakwater.usage.Operator.operator;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** What holds whichever store has the counts. */
abstract class UsageContract {

    private static final String BATCH = "application/cloudevents-batch+json";

    // ---- limits

    @Test
    void limitsAreSetToldAndLifted() {
        // Given
        var user = Users.fresh();

        // When
        var set = limit(user, "{\"requests\":{\"day\":100,\"month\":1000},\"ai_reply\":{\"hour\":5}}");
        var told = when().get(account(user) + "/limits");
        var lifted = operator().delete(account(user) + "/limits");

        // Then
        set.then().statusCode(200).body("limits.requests.day", equalTo(100));
        told.then()
                .statusCode(200)
                .body("limits.requests.month", equalTo(1000))
                .body("limits.ai_reply.hour", equalTo(5))
                .body("degraded", equalTo(false));
        lifted.then().statusCode(204);
        when().get(account(user) + "/limits").then().body("limits.size()", equalTo(0));
    }

    @Test
    void onlyAnOperatorSetsLimitsAndErases() {
        var user = Users.fresh();
        given().contentType(ContentType.JSON)
                .body("{\"requests\":{\"day\":1}}")
                .put(account(user) + "/limits")
                .then()
                .statusCode(401);
        when().delete(account(user) + "/limits").then().statusCode(401);
        when().delete("/api/usage/users/" + user).then().statusCode(401);
        when().get(account(user) + "/limits").then().statusCode(200).body("limits.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"requests\":{}}",
                "{\"requests\":null}",
                "{\"requests\":{\"day\":null}}",
                "{\"requests\":{\"day\":-1}}",
                "{\"requests\":{\"day\":1.5}}",
                "{\"requests\":{\"day\":\"5\"}}",
                "{\"requests\":{\"day\":1000000000000000}}",
                "{\"requests\":{\"week\":5}}",
                "{\"Requests!\":{\"day\":5}}"
            })
    void limitsThatMeanNothingAreRefused(String body) {
        limit(Users.fresh(), body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("validation"));
    }

    @Test
    void answersAndHeadersTellWhatIsLeft() {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"day\":10,\"month\":1000}}");

        // When
        var counted = increment(user, "k", "{\"amount\":4}", "");

        // Then
        counted.then()
                .statusCode(200)
                .body("used", equalTo(4))
                .body("limit", equalTo(1000))
                .body("remaining", equalTo(996))
                .header(
                        "RateLimit-Policy",
                        matchesPattern("\"requests-day\";q=10;w=86400, \"requests-month\";q=1000;w=\\d+"))
                .header("RateLimit", matchesPattern("\"requests-day\";r=6;t=\\d+, \"requests-month\";r=996;t=\\d+"));
        when().get(account(user))
                .then()
                .body("metrics.requests.limit", equalTo(1000))
                .body("metrics.requests.remaining", equalTo(996));
        when().get(account(user) + "?period=" + today())
                .then()
                .body("metrics.requests.limit", equalTo(10))
                .body("metrics.requests.remaining", equalTo(6));
    }

    @Test
    void whereNothingLimitsThereAreNoHeaders() {
        increment(Users.fresh(), "k", "{}", "?enforce=true")
                .then()
                .statusCode(200)
                .body("limit", nullValue())
                .header("RateLimit", nullValue())
                .header("RateLimit-Policy", nullValue());
    }

    @Test
    void overALimitNothingIsCountedWhereItIsEnforced() {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"hour\":10}}");
        increment(user, "a", "{\"amount\":8}", "?enforce=true").then().statusCode(200);

        // When
        var refused = increment(user, "b", "{\"amount\":3}", "?enforce=true");

        // Then
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("quota-exceeded"))
                .body("detail", containsString("2 remain"))
                .header("Retry-After", notNullValue())
                .header("RateLimit", matchesPattern("\"requests-hour\";r=2;t=\\d+"));
        assertThat(used(user)).isEqualTo(8);
        increment(user, "c", "{\"amount\":2}", "?enforce=true").then().statusCode(200);
        assertThat(used(user)).isEqualTo(10);
    }

    @Test
    void whatWasRefusedCountsLaterUnderTheSameKey() {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"month\":0}}");
        increment(user, "k", "{}", "?enforce=true").then().statusCode(429);
        limited(user, "{\"requests\":{\"month\":1}}");

        // When
        var counted = increment(user, "k", "{}", "?enforce=true");

        // Then
        counted.then().statusCode(200).body("duplicate", equalTo(false)).body("remaining", equalTo(0));
    }

    @Test
    void aRepeatOfWhatWasCountedIsNoNewUse() {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"month\":1}}");
        increment(user, "k", "{}", "?enforce=true").then().statusCode(200);

        // When
        var again = increment(user, "k", "{}", "?enforce=true");

        // Then
        again.then().statusCode(200).body("duplicate", equalTo(true)).body("used", equalTo(1));
        increment(user, "k", "{\"amount\":2}", "?enforce=true").then().statusCode(409);
    }

    @Test
    void withoutEnforcementALimitIsToldAndNotKept() {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"month\":1}}");

        // When
        var counted = increment(user, "k", "{\"amount\":5}", "");

        // Then
        counted.then().statusCode(200).body("used", equalTo(5)).body("remaining", equalTo(0));
    }

    @Test
    void ofManyAtOnceExactlyAsManyFitAsThereIsRoom() throws Exception {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"day\":10}}");

        // When
        var statuses = concurrently(
                40, i -> increment(user, "k" + i, "{}", "?enforce=true").statusCode());

        // Then
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(30);
        assertThat(used(user)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE"})
    void enforceIsTrueOrFalse(String value) {
        increment(Users.fresh(), "k", "{}", "?enforce=" + value).then().statusCode(400);
    }

    // ---- history

    @Test
    void historyHasAPointForEachPeriodTheEmptyOnesToo() {
        // Given
        var user = Users.fresh();
        var now = Instant.now();
        increment(user, "now", "{\"amount\":3}", "");
        increment(user, "then", "{\"amount\":5,\"occurredAt\":\"" + now.minus(2, ChronoUnit.DAYS) + "\"}", "");

        // When
        var days =
                when().get(account(user) + "/history?from=" + day(now.minus(3, ChronoUnit.DAYS)) + "&to=" + day(now));

        // Then
        days.then()
                .statusCode(200)
                .body("window", equalTo("day"))
                .body(
                        "points.period",
                        contains(
                                day(now.minus(3, ChronoUnit.DAYS)),
                                day(now.minus(2, ChronoUnit.DAYS)),
                                day(now.minus(1, ChronoUnit.DAYS)),
                                day(now)))
                .body("points[0].metrics.size()", equalTo(0))
                .body("points[1].metrics.requests", equalTo(5))
                .body("points[3].metrics.requests", equalTo(3))
                .body("degraded", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({"hour,24", "day,31", "month,12"})
    void withoutBoundsHistoryTellsTheUsualSpan(String window, int points) {
        var user = Users.fresh();
        increment(user, "k", "{\"amount\":2}", "");
        when().get(account(user) + "/history?window=" + window)
                .then()
                .statusCode(200)
                .body("points", hasSize(points))
                .body("points[-1].metrics.requests", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=week",
                "from=2026-11",
                "window=hour&from=2026-11-01",
                "from=2026-11-22&to=2026-11-01",
                "window=hour&from=2026-01-01T00&to=2026-11-01T00",
                "from=2026-02-30&to=2026-03-02",
                "to=now"
            })
    void spansThatMeanNothingAreRefused(String query) {
        when().get(account(Users.fresh()) + "/history?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("validation"));
    }

    // ---- batches

    @Test
    void eachEventOfABatchIsSettledByItself() {
        // Given
        var user = Users.fresh();
        var source = "/" + UUID.randomUUID();
        var batch = "[" + event(source, "1", user, "\"amount\":2") + ","
                + event(source, "2", user, "\"amount\":0") + ","
                + event(source, "1", user, "\"amount\":2") + ","
                + event(source, "1", user, "\"amount\":3") + ","
                + "\"not an event\","
                + event(source, "3", user, "\"metric\":\"ai_reply\"") + "]";

        // When
        var first = batch(batch);
        var second = batch(batch);

        // Then
        first.then()
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("duplicates", equalTo(1))
                .body("rejected", equalTo(3))
                .body(
                        "results.status",
                        contains("accepted", "rejected", "duplicate", "rejected", "rejected", "accepted"))
                .body("results.id", contains("1", "2", "1", "1", null, "3"))
                .body("results[1].code", equalTo("validation"))
                .body("results[3].code", equalTo("conflict"));
        second.then().statusCode(200).body("accepted", equalTo(0)).body("duplicates", equalTo(3));
        when().get(account(user))
                .then()
                .body("metrics.requests.used", equalTo(2))
                .body("metrics.ai_reply.used", equalTo(1));
    }

    @Test
    void aThousandEventsAreOneBatch() {
        // Given
        var user = Users.fresh();
        var source = "/" + UUID.randomUUID();

        // When
        var answer = batch(events(source, user, 1_000));

        // Then
        answer.then().statusCode(200).body("accepted", equalTo(1_000));
        assertThat(used(user)).isEqualTo(1_000);
    }

    @Test
    void moreAreTooMany() {
        var user = Users.fresh();
        batch(events("/s", user, 1_001)).then().statusCode(413).body("code", equalTo("payload-too-large"));
        assertThat(used(user)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "3", "\"x\"", "null", ""})
    void whatIsNoBatchIsRefused(String body) {
        batch(body).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void aBatchNeedsItsMediaType() {
        given().contentType(ContentType.JSON)
                .body("[]")
                .post("/api/usage/events")
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"specversion\":\"0.3\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"1\",\"data\":{\"platform\":\"x\",\"user\":\"u\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"other\",\"source\":\"/s\",\"id\":\"1\",\"data\":{\"platform\":\"x\",\"user\":\"u\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"id\":\"1\",\"data\":{\"platform\":\"x\",\"user\":\"u\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"\",\"data\":{\"platform\":\"x\",\"user\":\"u\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"1\",\"data\":{\"platform\":\"myspace\",\"user\":\"u\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"1\",\"data\":{\"platform\":\"x\",\"user\":\"a b\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"1\",\"data\":{\"platform\":\"x\",\"user\":\"u\",\"amount\":1.5}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"1\",\"time\":\"yesterday\",\"data\":{\"platform\":\"x\",\"user\":\"u\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"1\",\"time\":\"2020-01-01T00:00:00Z\",\"data\":{\"platform\":\"x\",\"user\":\"u\"}}",
                "{\"specversion\":\"1.0\",\"type\":\"io.breakwater.usage.increment\",\"source\":\"/s\",\"id\":\"1\"}"
            })
    void eventsThatMeanNothingAreRejectedAlone(String event) {
        batch("[" + event + "]")
                .then()
                .statusCode(200)
                .body("rejected", equalTo(1))
                .body("results[0].status", equalTo("rejected"))
                .body("results[0].code", notNullValue());
    }

    // ---- erasure

    @Test
    void anErasedPersonIsGoneAndOldEventsStayKnown() {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"month\":9}}");
        increment(user, "k", "{}", "");
        given().contentType(ContentType.JSON).post("/api/usage/x/" + user + "/increment");

        // When
        var erased = operator().delete("/api/usage/users/" + user);

        // Then
        erased.then().statusCode(200).body("user", equalTo(user));
        assertThat(erased.jsonPath().getLong("erased")).isGreaterThanOrEqualTo(7);
        when().get("/api/usage/" + user)
                .then()
                .body("metrics.requests.used", contains(0, 0, 0, 0))
                .body("metrics.requests.limit", contains(nullValue(), nullValue(), nullValue(), nullValue()));
        increment(user, "k", "{}", "")
                .then()
                .statusCode(200)
                .body("duplicate", equalTo(true))
                .body("used", equalTo(0));
        increment(user, "new", "{}", "").then().statusCode(200).body("used", equalTo(1));
    }

    // ---- the ledger

    @Test
    void theLedgerTellsWhatBecameOfEachEvent() {
        // Given
        var user = Users.fresh();
        limited(user, "{\"requests\":{\"month\":2}}");
        var before = when().get("/api/usage/ledger").jsonPath();

        // When
        increment(user, "a", "{}", "");
        increment(user, "a", "{}", "");
        increment(user, "a", "{\"amount\":2}", "");
        increment(user, "b", "{}", "?enforce=true");
        increment(user, "c", "{}", "?enforce=true");

        // Then
        var after = when().get("/api/usage/ledger").jsonPath();
        assertThat(after.getLong("accepted") - before.getLong("accepted")).isEqualTo(2);
        assertThat(after.getLong("committed") - before.getLong("committed")).isEqualTo(2);
        assertThat(after.getLong("pending")).isZero();
        assertThat(after.getLong("duplicates") - before.getLong("duplicates")).isEqualTo(1);
        assertThat(after.getLong("rejected") - before.getLong("rejected")).isEqualTo(2);
        assertThat(after.getBoolean("degraded")).isFalse();
    }

    // ---- what the tests say

    static String account(String user) {
        return "/api/usage/linkedin/" + user;
    }

    static Response limit(String user, String limits) {
        return operator().body(limits).put(account(user) + "/limits");
    }

    static void limited(String user, String limits) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> limit(user, limits).then().statusCode(200));
    }

    static Response increment(String user, String key, String body, String query) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(account(user) + "/increment" + query);
    }

    static long used(String user) {
        return when().get(account(user)).jsonPath().getLong("metrics.requests.used");
    }

    static Response batch(String body) {
        return given().config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(BATCH, ContentType.TEXT)))
                .contentType(BATCH)
                .body(body)
                .post("/api/usage/events");
    }

    static String event(String source, String id, String user, String data) {
        return """
                {"specversion":"1.0","type":"io.breakwater.usage.increment","source":"%s","id":"%s",
                 "data":{"platform":"linkedin","user":"%s",%s}}""".formatted(source, id, user, data);
    }

    private static String events(String source, String user, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(source, "e" + i, user, "\"amount\":1"))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String today() {
        return day(Instant.now());
    }

    private static String day(Instant moment) {
        return moment.toString().substring(0, 10);
    }

    private interface Numbered<T> {
        T call(int number) throws Exception;
    }

    private static <T> List<T> concurrently(int times, Numbered<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, times)
                    .mapToObj(i -> (Callable<T>) () -> call.call(i))
                    .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }
}
