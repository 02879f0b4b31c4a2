package io.breakwater.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.breakwater.health.alert.ReceiverStub;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.ServiceProcess;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service killed with an alert on its way, and two replicas of it. */
class AlertsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final SuiteStub SUITE = new SuiteStub();
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static Map<String, String> addresses = Map.of();
    private ReceiverStub receivers = new ReceiverStub();

    @BeforeAll
    static void suite() {
        addresses = SUITE.start();
    }

    @AfterAll
    static void stop() {
        SUITE.stop();
    }

    @BeforeEach
    void allIsWell() {
        receivers = new ReceiverStub();
        receivers.start();
        for (var service : List.of("usage-service", "image-proxy-service", "ai-reply-service")) {
            SUITE.answer(service, Snapshots.of(service).answering(JSON));
        }
    }

    @AfterEach
    void close() {
        receivers.stop();
    }

    private ServiceProcess.Builder service() {
        return ServiceProcess.ofThisModule()
                .env("USAGE_SERVICE_URL", addresses.get("breakwater.suite.usage-service-url"))
                .env("IMAGE_PROXY_SERVICE_URL", addresses.get("breakwater.suite.image-proxy-service-url"))
                .env("AI_REPLY_SERVICE_URL", addresses.get("breakwater.suite.ai-reply-service-url"))
                .env("BREAKWATER_WATCH_INTERVAL", "1s")
                .env("ALERT_WEBHOOK_URL", receivers.webhookUrl())
                .env("ALERT_WEBHOOK_SECRET", ReceiverStub.SECRET);
    }

    private static void fails(String service) {
        SUITE.answer(service, Snapshots.text(503, "no"));
    }

    private static JsonPath alerts(ServiceProcess service) {
        return JsonPath.from(service.get("/api/health/alerts").body());
    }

    private List<String> types() {
        return receivers.webhooks().stream()
                .map(body -> JsonPath.from(body).getString("type"))
                .toList();
    }

    @Test
    void anAlertThatNobodyTookSurvivesAKillAndIsTakenOnceAfterwards() {
        // Given
        receivers.mood("webhook", "status 503");
        try (var running = service().start()) {
            fails("usage-service");
            await().atMost(PATIENCE)
                    .until(() -> alerts(running).getList("active.subject").contains("usage-service"));
            var id = alerts(running).getString("active.find { it.rule == 'consecutive-errors' }.id");
            // When
            running.kill();
            receivers.mood("webhook", "well");
            running.start();
            // Then
            await().atMost(PATIENCE).until(() -> receivers.webhooks().stream()
                    .anyMatch(body -> JsonPath.from(body).getString("alert.id").equals(id)));
            await().during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> receivers.webhooks().stream()
                                    .filter(body -> JsonPath.from(body)
                                            .getString("dedupKey")
                                            .equals("breakwater:consecutive-errors:usage-service"))
                                    .count()
                            == 1);
            assertThat(running.log()).doesNotContain(receivers.webhookUrl(), ReceiverStub.SECRET);
        }
    }

    @Test
    void twoReplicasTellAnAlertOnceAndTheOtherGoesOnWhenOneIsKilled() {
        try (var postgres = EmbeddedPostgresServer.started();
                var first =
                        service().env("DATABASE_URL", postgres.databaseUrl()).start();
                var second =
                        service().env("DATABASE_URL", postgres.databaseUrl()).start()) {
            // Given
            fails("image-proxy-service");
            await().atMost(PATIENCE).until(() -> types().contains("alert.raised"));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(ids(first)).isNotEmpty();
                assertThat(ids(second)).isEqualTo(ids(first));
            });
            var told = receivers.webhooks().size();
            // When: the one that was there first has the turn
            first.kill();
            SUITE.answer(
                    "image-proxy-service", Snapshots.of("image-proxy-service").answering(JSON));
            // Then
            await().atMost(PATIENCE)
                    .until(() -> alerts(second).getList("active").isEmpty());
            await().atMost(PATIENCE).until(() -> receivers.webhooks().size() == 2 * told);
            assertThat(types()).filteredOn("alert.raised"::equals).hasSize(told);
            assertThat(types()).filteredOn("alert.cleared"::equals).hasSize(told);
        }
    }

    private static List<String> ids(ServiceProcess service) {
        return alerts(service).getList("active.id");
    }
}
