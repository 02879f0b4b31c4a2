package io.breakwater.health.suite;

import com.sun.net.httpserver.HttpHandler;
import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.breaker.Hold;
import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.DependencyState;
import io.quarkus.test.junit.QuarkusTest;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class SuiteWatchTest extends SuiteTestBase {

    @Test
    void aSuiteThatIsWellScoresAHundred() {
        // When
        var health = health();
        // Then
        assertThat(health.getString("status")).isEqualTo("healthy");
        assertThat(health.getInt("score")).isEqualTo(100);
        assertThat(health.getString("version")).isNotBlank();
        assertThat(Instant.parse(health.getString("timestamp")))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(health.getMap("circuitBreaker"))
                .containsEntry("aiService", "CLOSED")
                .containsEntry("usageService", "CLOSED")
                .containsEntry("imageProxyService", "CLOSED");
    }

    @Test
    void aServiceThatIsGoneMakesTheSuiteUnhealthyAndComesBackWithinFiveSeconds() {
        // Given
        road("usage-service", "refuse");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health().getString("status")).isEqualTo("unhealthy");
            assertThat(health().getInt("score")).isEqualTo(83);
        });
        await().atMost(PATIENCE).until(() -> breakers.get("usage-service").state() == BreakerState.OPEN);
        // When
        road("usage-service", "forward");
        // Then
        await().atMost(Duration.ofSeconds(5))
                .until(() -> health().getString("status").equals("healthy"));
        assertThat(breakers.get("usage-service").state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void oneServiceThatHangsDelaysNeitherTheOthersNorTheAnswer() {
        // Given
        road("image-proxy-service", "blackHole");
        await().atMost(PATIENCE).until(() -> status("image-proxy-service").equals("unhealthy"));
        // When
        answer(
                "usage-service",
                Snapshots.of("usage-service").degraded(DegradationLevel.REDUCED, "database", "timeout"));
        // Then
        await().atMost(Duration.ofSeconds(2))
                .until(() -> status("usage-service").equals("degraded"));
        assertThat(get("/api/health").time()).isLessThan(1_000);
        assertThat(get("/api/health/detailed").time()).isLessThan(1_000);
        assertThat(status("images")).isEqualTo("unknown");
    }

    static Stream<HttpHandler> garbage() {
        return Stream.of(
                Snapshots.text(200, ""),
                Snapshots.text(200, "{}"),
                Snapshots.text(200, "null"),
                Snapshots.text(200, "<html>no</html>"),
                Snapshots.text(200, "{\"service\":\"usage-service\",\"breakers\":[null]}"),
                Snapshots.text(500, "{}"),
                Snapshots.text(302, ""),
                exchange -> exchange.close(),
                SuiteWatchTest::endless);
    }

    private static void endless(com.sun.net.httpserver.HttpExchange exchange) throws java.io.IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            for (var i = 0; i < 4_096; i++) {
                body.write(new byte[4_096]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void aServiceThatAnswersAnythingButASnapshotIsUnhealthy(HttpHandler handler) {
        // When
        answer("usage-service", handler);
        // Then
        await().atMost(PATIENCE).until(() -> status("usage-service").equals("unhealthy"));
        assertThat(health().getString("status")).isEqualTo("unhealthy");
    }

    @Test
    void anotherServiceAtTheAddressIsNoneOfOurs() {
        // When
        answer("usage-service", Snapshots.of("some-service"));
        // Then
        await().atMost(PATIENCE).until(() -> status("usage-service").equals("unhealthy"));
    }

    @Test
    void aModelThatIsAwayDegradesTheSuiteAndShowsItsBreaker() {
        // When
        answer(
                "ai-reply-service",
                Snapshots.of("ai-reply-service")
                        .degraded(DegradationLevel.MINIMAL, "ai-service", "timeout")
                        .dependency("ai-service", DependencyState.DOWN)
                        .breaker("ai-service", BreakerState.OPEN));
        // Then
        await().atMost(PATIENCE).until(() -> status("model").equals("unhealthy"));
        assertThat(health().getString("status")).isEqualTo("degraded");
        assertThat(health().getString("circuitBreaker.aiService")).isEqualTo("OPEN");
    }

    @Test
    void aBreakerThatAnOperatorHoldsOpenStaysOpenAndWhatWasKnownStands() {
        // Given
        breakers.get("usage-service").holdOpen(new Hold("test", "a drill", Instant.now()));
        // A look that was past the gate already may still end; the one after it is turned away.
        var before = looks();
        await().atMost(PATIENCE).until(() -> looks() >= before + 2);
        var asked = new CountDownLatch(3);
        // When
        answer("usage-service", exchange -> {
            asked.countDown();
            Snapshots.send(exchange, 500, new byte[0]);
        });
        // Then
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> health().getString("circuitBreaker.usageService").equals("OPEN") && asked.getCount() == 3);
        assertThat(status("usage-service")).isEqualTo("healthy");
    }

    /** Those that ended, turned away or not. */
    private long looks() {
        var breaker = breakers.get("usage-service").snapshot();
        return breaker.calls() + breaker.notPermitted();
    }

    @Test
    void resilienceListsTheBreakerOfEachServiceWithItsRealState() {
        // Given
        road("ai-reply-service", "refuse");
        // When
        await().atMost(PATIENCE).until(() -> breakers.get("ai-reply-service").state() == BreakerState.OPEN);
        // Then
        var snapshot = get("/resilience").jsonPath();
        assertThat(snapshot.getString("breakers.find { it.name == 'ai-reply-service' }.state"))
                .isEqualTo("OPEN");
        assertThat(snapshot.getInt("breakers.find { it.name == 'ai-reply-service' }.failures"))
                .isPositive();
        assertThat(snapshot.getString("breakers.find { it.name == 'usage-service' }.state"))
                .isEqualTo("CLOSED");
    }
}
