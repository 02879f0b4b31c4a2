package io.breakwater.health.alert;

import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.testing.Fixture;
import io.breakwater.resilience.testing.PostgresTestResource;
import io.breakwater.resilience.testing.TcpRelay;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(ReceiverStub.class)
@WithTestResource(PostgresTestResource.class)
class AlertsTest extends SuiteTestBase {

    private static final List<String> RECEIVERS = List.of("slack", "pagerduty", "webhook");

    Map<String, String> moods;
    Map<String, List<String>> taken;
    Map<String, List<String>> seen;

    @Fixture(Fixture.Kind.POSTGRES)
    TcpRelay postgres;

    @BeforeEach
    void nothingIsWrong() {
        postgres.forward();
        RECEIVERS.forEach(name -> moods.put(name, "well"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(status("database")).isEqualTo("healthy");
            assertThat(alerts().getList("active")).isEmpty();
            assertThat(alerts().getList("receivers.pending", Integer.class)).containsOnly(0);
        });
        taken.values().forEach(List::clear);
        seen.values().forEach(List::clear);
    }

    @AfterEach
    void theDatabaseIsBack() {
        postgres.forward();
    }

    private static JsonPath alerts() {
        return get("/api/health/alerts").jsonPath();
    }

    private static RequestSpecification operator() {
        return given().auth()
                .preemptive()
                .basic("operator", "an operator's password")
                .contentType("application/json");
    }

    private static Response act(String path, String body) {
        return operator().body(body).post("/api/health/alerts" + path);
    }

    private void open(String breaker, String of) {
        answer(of, Snapshots.of(of).breaker(breaker, BreakerState.OPEN));
    }

    private static String raised(String rule) {
        await().atMost(PATIENCE).until(() -> alerts().getList("active.rule").contains(rule));
        return alerts().getString("active.find { it.rule == '%s' }.id".formatted(rule));
    }

    private List<String> actions() {
        return taken.get("pagerduty").stream()
                .map(body -> JsonPath.from(body).getString("event_action"))
                .toList();
    }

    private List<String> types() {
        return taken.get("webhook").stream()
                .map(body -> JsonPath.from(body).getString("type"))
                .toList();
    }

    @Test
    void aLostDatabaseIsToldToEveryReceiverOnceAndItsEndToo() {
        // Given
        postgres.refuse();
        var id = raised("database-lost");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(types()).isEqualTo(List.of("alert.raised")));
        // When
        postgres.forward();
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(types()).isEqualTo(List.of("alert.raised", "alert.cleared"));
            assertThat(actions()).isEqualTo(List.of("trigger", "resolve"));
            assertThat(taken.get("slack")).hasSize(2);
        });
        assertThat(taken.get("pagerduty"))
                .extracting(body -> JsonPath.from(body).getString("dedup_key"))
                .containsOnly("breakwater:database-lost:database");
        assertThat(taken.get("webhook"))
                .extracting(body -> JsonPath.from(body).getString("alert.id"))
                .containsOnly(id);
        var over = alerts().getMap("recent.find { it.id == '%s' }".formatted(id));
        assertThat(over).containsEntry("severity", "critical").containsKeys("clearedAt", "meaning", "since");
    }

    @Test
    void whatALostDatabaseExplainsIsHeldBackAndNamedInItsAlert() {
        // Given
        postgres.refuse();
        await().atMost(PATIENCE).until(() -> status("database").equals("unhealthy"));
        // When
        open("database", "usage-service");
        // Then
        raised("database-lost");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts().getList("active[0].heldBack", String.class))
                .contains("breaker-opened usage-service/database"));
        assertThat(alerts().getList("active.rule")).isEqualTo(List.of("database-lost"));
    }

    @Test
    void eachOpeningOfABreakerIsTold() {
        // When
        open("some-upstream", "usage-service");
        // Then
        raised("breaker-opened");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(actions()).isEqualTo(List.of("trigger")));
        assertThat(JsonPath.from(taken.get("pagerduty").getFirst()).getString("payload.summary"))
                .contains("usage-service/some-upstream", "CRITICAL");
    }

    @Test
    void severalOpenBreakersAreAnAlertOfTheirOwnAndBecomeCritical() {
        // Given
        answer(
                "usage-service",
                Snapshots.of("usage-service").breaker("a", BreakerState.OPEN).breaker("b", BreakerState.OPEN));
        raised("breakers-open");
        assertThat(alerts().getString("active.find { it.rule == 'breakers-open' }.severity"))
                .isEqualTo("warning");
        // When
        answer(
                "usage-service",
                Snapshots.of("usage-service")
                        .breaker("a", BreakerState.OPEN)
                        .breaker("b", BreakerState.OPEN)
                        .breaker("c", BreakerState.OPEN)
                        .breaker("d", BreakerState.OPEN));
        // Then
        await().atMost(PATIENCE).until(() -> "critical"
                .equals(alerts().getString("active.find { it.rule == 'breakers-open' }.severity")));
        await().atMost(PATIENCE).until(() -> types().contains("alert.changed"));
    }

    @Test
    void breakersOfImageHostsAlertNobody() {
        // When
        answer(
                "image-proxy-service",
                Snapshots.of("image-proxy-service")
                        .breaker("image:a.example", BreakerState.OPEN)
                        .breaker("image:b.example", BreakerState.OPEN));
        // Then
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> alerts().getList("active")
                .isEmpty());
    }

    @Test
    void requestsThatFailOrTakeTooLongRaiseTwoAlerts() {
        // Given
        var total = new long[] {1_000};
        answer("ai-reply-service", exchange -> {
            total[0] += 100;
            model(io.breakwater.resilience.dependency.DependencyState.UP)
                    .requests(total[0], total[0] / 5, 120_000)
                    .answering(json)
                    .handle(exchange);
        });
        // When
        raised("latency");
        // Then
        raised("error-rate");
        assertThat(alerts().getList("active.severity", String.class)).containsOnly("critical");
        assertThat(alerts().getString("active.find { it.rule == 'error-rate' }.summary"))
                .startsWith("20.0 %");
    }

    @Test
    void aServiceThatFailsTenChecksInARowIsToldAndItsBreakerHereIsNot() {
        // When
        road("image-proxy-service", "refuse");
        // Then
        raised("consecutive-errors");
        assertThat(alerts().getList("active.subject")).isEqualTo(List.of("image-proxy-service"));
        assertThat(alerts().getString("active[0].severity")).isEqualTo("critical");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "status 503", "redirect", "retry-after 1"})
    void aReceiverThatDoesNotTakeItHoldsUpNobodyElseAndGetsAllInOrderLater(String mood) {
        // Given
        moods.put("slack", mood);
        open("some-upstream", "usage-service");
        await().atMost(PATIENCE).until(() -> actions().equals(List.of("trigger")));
        answer("usage-service", Snapshots.of("usage-service").breaker("some-upstream", BreakerState.CLOSED));
        await().atMost(PATIENCE).until(() -> types().equals(List.of("alert.raised", "alert.cleared")));
        await().atMost(PATIENCE)
                .until(() -> alerts().getString("receivers.find { it.receiver == 'slack' }.failing.reason") != null);
        assertThat(alerts().getInt("receivers.find { it.receiver == 'slack' }.pending"))
                .isEqualTo(2);
        // When
        moods.put("slack", "well");
        // Then
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(taken.get("slack"))
                .extracting(body -> JsonPath.from(body).getString("text").split(":")[0])
                .containsExactly("CRITICAL", "Over"));
        assertThat(seen.get("elsewhere")).isEmpty();
    }

    @Test
    void whatCanNeverSucceedIsGivenUpToldAndSentAgainOnRequest() {
        // Given
        moods.put("webhook", "status 404");
        open("some-upstream", "usage-service");
        await().atMost(PATIENCE).until(() -> "status-404"
                .equals(alerts().getString("receivers.find { it.receiver == 'webhook' }.dead[0].reason")));
        assertThat(seen.get("webhook")).hasSize(1);
        moods.put("webhook", "well");
        var id = alerts().getString("receivers.find { it.receiver == 'webhook' }.dead[0].delivery");
        // When
        var answer = act("/deliveries/" + id + "/resend", "");
        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> types().equals(List.of("alert.raised")));
    }

    @Test
    void anOperatorTakesAnAlertOnAndEveryReceiverHearsOfIt() {
        // Given
        open("some-upstream", "usage-service");
        var id = raised("breaker-opened");
        // When
        var answer = act("/" + id + "/acknowledge", "{\"note\": \"looking\"}");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("acknowledged.by")).isEqualTo("operator");
        assertThat(answer.jsonPath().getString("acknowledged.note")).isEqualTo("looking");
        await().atMost(PATIENCE).until(() -> actions().equals(List.of("trigger", "acknowledge")));
        assertThat(act("/" + id + "/acknowledge", "{}").statusCode()).isEqualTo(200);
        assertThat(types()).filteredOn("alert.acknowledged"::equals).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void whatIsMutedIsShownAndToldOnlyWhenTheMuteEnds() {
        // Given
        var mute = act("/mutes", "{\"rule\": \"breaker-opened\", \"for\": \"1h\", \"why\": \"a drill\"}");
        assertThat(mute.statusCode()).isEqualTo(201);
        open("some-upstream", "usage-service");
        raised("breaker-opened");
        assertThat(alerts().getBoolean("active[0].silenced")).isTrue();
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> seen.get("pagerduty")
                .isEmpty());
        // When
        var ended =
                operator().delete("/api/health/alerts/mutes/" + mute.jsonPath().getString("id"));
        // Then
        assertThat(ended.statusCode()).isEqualTo(204);
        await().atMost(PATIENCE).until(() -> actions().equals(List.of("trigger")));
    }

    @Test
    void aMaintenanceWindowOfAnotherComponentSilencesNothing() {
        // Given
        var window = act(
                "/maintenance",
                "{\"component\": \"redis\", \"until\": \"2099-01-01T00:00:00Z\", \"why\": \"upgrade\"}");
        assertThat(window.statusCode()).isEqualTo(400);
        var until = java.time.Instant.now().plusSeconds(3_600).toString();
        var made =
                act("/maintenance", "{\"component\": \"redis\", \"until\": \"" + until + "\", \"why\": \"upgrade\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        // When
        open("some-upstream", "usage-service");
        // Then
        await().atMost(PATIENCE).until(() -> actions().equals(List.of("trigger")));
        assertThat(operator()
                        .delete("/api/health/alerts/maintenance/"
                                + made.jsonPath().getString("id"))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aTestMessageReachesEveryReceiverAndTheirSecretsNobody() {
        // When
        var answer = act("/test", "");
        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> RECEIVERS.forEach(
                        name -> assertThat(taken.get(name)).as(name).hasSize(1)));
        for (var path : List.of("/api/health/alerts", "/resilience", "/api/health/detailed")) {
            assertThat(get(path).asString())
                    .as(path)
                    .doesNotContain(ReceiverStub.TOKEN, ReceiverStub.ROUTING_KEY, ReceiverStub.SECRET, "/hook");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/mutes                  |                                                        | 400 | validation",
                "/mutes                  | {}                                                     | 400 | validation",
                "/mutes                  | {\"for\": \"2h\"}                                      | 400 | validation",
                "/mutes                  | {\"for\": \"2y\", \"why\": \"x\"}                      | 400 | validation",
                "/mutes                  | {\"for\": \"99999d\", \"why\": \"x\"}                  | 400 | validation",
                "/mutes                  | {\"for\": \"1h\", \"why\": \"x\", \"rule\": \"nope\"}  | 400 | validation",
                "/mutes                  | {\"for\": \"1h\", \"why\": \"x\", \"rule\": \"test\"}  | 400 | validation",
                "/mutes                  | {\"for\": \"1h\", \"why\": \"x\", \"component\": \"'\"} | 400 | validation",
                "/mutes                  | {\"for\": 3, \"why\": \"x\"}                           | 400 | validation",
                "/mutes                  | [                                                      | 400 | validation",
                "/mutes                  | {\"for\": \"1h\", \"why\": \"x\", \"comp\": \"redis\"} | 400 | validation",
                "/maintenance            | {\"until\": \"tomorrow\", \"why\": \"x\"}              | 400 | validation",
                "/maintenance            | {\"until\": \"2020-01-01T00:00:00Z\", \"why\": \"x\"}  | 400 | validation",
                "/nope/acknowledge       | {}                                                     | 404 | not-found",
                "/deliveries/nope/resend | {}                                                     | 404 | not-found",
            })
    void whatIsWrongIsToldAsAProblem(String path, String body, int status, String code) {
        // When
        var answer = act(path, body == null ? "" : body);
        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mutes", "/maintenance", "/test", "/x/acknowledge", "/deliveries/x/resend"})
    void onlyAnOperatorActs(String path) {
        // When
        var answer = given().contentType("application/json").body("{}").post("/api/health/alerts" + path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
