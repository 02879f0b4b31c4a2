package io.breakwater.health.control;

import com.sun.net.httpserver.HttpHandler;
import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.breaker.BreakerState;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.breakwater.health.SuiteStub.OPERATOR_PASSWORD;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class ControlTest extends SuiteTestBase {

    private static final String PATH = "/api/v1/resilience/circuit-breakers/";

    private final List<String> acts = new CopyOnWriteArrayList<>();

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", OPERATOR_PASSWORD).contentType("application/json");
    }

    private static Response act(String breaker, String body) {
        return operator().body(body).post(PATH + breaker + "/action");
    }

    /** A service with breakers "redis" and "database" that takes an operator's orders. */
    private HttpHandler obeying(String service) {
        return obeying(service, Snapshots.of(service));
    }

    private HttpHandler obeying(String service, Snapshots snapshot) {
        var reading = snapshot.breaker("redis", BreakerState.CLOSED)
                .breaker("database", BreakerState.CLOSED)
                .answering(json);
        return exchange -> {
            if (!exchange.getRequestURI().getPath().startsWith("/admin/")) {
                reading.handle(exchange);
                return;
            }
            acts.add(service + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            Snapshots.send(exchange, 200, "{\"state\":\"OPEN\"}".getBytes(StandardCharsets.UTF_8));
        };
    }

    private void allObey() {
        for (var service : List.of("usage-service", "image-proxy-service", "ai-reply-service")) {
            answer(service, obeying(service));
        }
        await().atMost(PATIENCE)
                .until(() -> get("/api/v1/resilience/circuit-breakers")
                                .jsonPath()
                                .getList("breakers.findAll { it.breaker.name == 'redis' }")
                                .size()
                        == 4);
    }

    @Test
    void aBreakerIsOpenedOnEveryInstanceThatHasIt() {
        // Given
        allObey();
        // When
        var done = act("redis", "{\"action\":\"open\",\"why\":\"a drill & more\"}");
        // Then
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.jsonPath().getList("results.done")).containsExactly(true, true, true, true);
        assertThat(done.jsonPath().getList("results.state")).containsOnly("OPEN");
        assertThat(breakers.get("redis").held()).isTrue();
        var credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("operator:" + OPERATOR_PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(acts)
                .hasSize(3)
                .allMatch(act ->
                        act.contains("POST /admin/circuit-breakers/redis/open?why=operator%3A%20a%20drill%20%26"))
                .allMatch(act -> act.endsWith(credentials));
        var trail = operator().get(PATH + "audit").jsonPath();
        assertThat(trail.getString("entries[0].order.by")).isEqualTo("operator");
        assertThat(trail.getString("entries[0].order.why")).isEqualTo("a drill & more");
        assertThat(trail.getList("entries[0].results")).hasSize(4);
    }

    @Test
    void oneServiceOrOneInstanceAlone() {
        // Given
        allObey();
        // When
        var service = act("redis", "{\"action\":\"close\",\"service\":\"usage-service\"}");
        var instance = act("redis", "{\"action\":\"reset\",\"instance\":\"ai-reply-service-1\"}");
        // Then
        assertThat(service.jsonPath().getList("results.service")).isEqualTo(List.of("usage-service"));
        assertThat(instance.jsonPath().getList("results.instance")).isEqualTo(List.of("ai-reply-service-1"));
        assertThat(acts).hasSize(2);
    }

    @Test
    void whatCouldNotBeDoneIsToldByInstance() {
        // Given
        allObey();
        road("usage-service", "refuse");
        await().atMost(PATIENCE).until(() -> status("usage-service").equals("unhealthy"));
        // When
        var done = act("redis", "{\"action\":\"reset\"}").jsonPath();
        // Then
        assertThat(done.getBoolean("results.find { it.service == 'usage-service' }.done"))
                .isFalse();
        assertThat(done.getString("results.find { it.service == 'usage-service' }.reason"))
                .isNotBlank();
        assertThat(done.getBoolean("results.find { it.service == 'ai-reply-service' }.done"))
                .isTrue();
    }

    @Test
    void whatIsOpenedUntilATimeClosesByItself() {
        // When
        var done = act("redis", "{\"action\":\"open\",\"service\":\"health-service\",\"until\":\"2s\"}");
        // Then
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(breakers.get("redis").held()).isTrue();
        await().atMost(PATIENCE).until(() -> !breakers.get("redis").held());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        operator().get(PATH + "audit").jsonPath().getString("entries[0].order.why"))
                .isEqualTo("its time is over"));
    }

    @Test
    void whatIsOpenedUntilATimeIsOpenedAgainOnceInAnInstanceThatStartsAgain() {
        // Given
        allObey();
        act("redis", "{\"action\":\"open\",\"service\":\"usage-service\",\"until\":\"1h\",\"why\":\"a drill\"}");
        assertThat(acts).hasSize(1);
        // When
        answer(
                "usage-service",
                obeying("usage-service", Snapshots.of("usage-service").startedAs("usage-service-2")));
        // Then: and not a third time, because somebody may close it there
        await().atMost(PATIENCE).until(() -> acts.size() > 1);
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> acts.size() == 2);
        assertThat(acts.getLast()).contains("usage-service POST /admin/circuit-breakers/redis/open", "a%20drill");
        var trail = operator().get(PATH + "audit").jsonPath();
        assertThat(trail.getString("entries[0].order.why")).isEqualTo("a drill (again, after a start)");
        assertThat(trail.getString("entries[0].results[0].instance")).isEqualTo("usage-service-2");
        act("redis", "{\"action\":\"close\",\"service\":\"usage-service\"}");
    }

    @Test
    void whatIsOpenedInOneInstanceClosesThereAlsoAfterItStartedAgain() {
        // Given
        allObey();
        act("redis", "{\"action\":\"open\",\"instance\":\"usage-service-1\",\"until\":\"8s\"}");
        // When
        answer(
                "usage-service",
                obeying("usage-service", Snapshots.of("usage-service").startedAs("usage-service-2")));
        // Then
        await().atMost(PATIENCE).until(() -> acts.size() == 3);
        assertThat(acts).allMatch(act -> act.startsWith("usage-service POST /admin/circuit-breakers/redis/"));
        assertThat(acts.get(1)).contains("/open?");
        assertThat(acts.get(2)).contains("/close?");
    }

    @Test
    void howeverLongTheReasonIsItReachesEveryInstance() {
        // Given
        allObey();
        // When
        act("redis", "{\"action\":\"open\",\"why\":\"%s\"}".formatted("x".repeat(200)));
        // Then
        assertThat(acts).hasSize(3).allMatch(act -> act.contains("operator%3A%20" + "x".repeat(190) + " "));
        act("redis", "{\"action\":\"close\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis  | {}                                              | 400",
                "redis  | {'action':'explode'}                            | 400",
                "redis  | {'action':'close','until':'5m'}                 | 400",
                "redis  | {'action':'open','until':'yesterday'}           | 400",
                "redis  | {'action':'open','until':'2020-01-01T00:00:00Z'} | 400",
                "redis  | {'action':'open','until':'99d'}                 | 400",
                "nobody | {'action':'open'}                               | 404",
                "redis  | {'action':'open','service':'nobody'}            | 404",
            })
    void whatMakesNoSenseIsRefused(String breaker, String body, int status) {
        assertThat(act(breaker.strip(), body.strip().replace('\'', '"')).statusCode())
                .isEqualTo(status);
    }

    @Test
    void onlyAnOperatorMayActAndReadTheTrail() {
        assertThat(given().contentType("application/json")
                        .body("{\"action\":\"open\"}")
                        .post(PATH + "redis/action")
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(PATH + "audit").statusCode()).isEqualTo(401);
    }
}
