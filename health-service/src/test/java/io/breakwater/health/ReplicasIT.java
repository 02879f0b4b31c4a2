package io.breakwater.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.ServiceProcess;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service killed while it checks, and while it holds a breaker open. */
class ReplicasIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What is promised of the work, and then the shortest time from one check to the next. */
    private static final Duration MOVES_WITHIN = Duration.ofSeconds(15);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final SuiteStub SUITE = new SuiteStub();
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final String OPERATOR = "Basic "
            + Base64.getEncoder()
                    .encodeToString(("operator:" + SuiteStub.OPERATOR_PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static Map<String, String> addresses = Map.of();

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
        for (var service : List.of("usage-service", "image-proxy-service", "ai-reply-service")) {
            SUITE.answer(
                    service,
                    Snapshots.of(service).breaker("redis", BreakerState.CLOSED).answering(JSON));
        }
    }

    private static ServiceProcess.Builder service() {
        return ServiceProcess.ofThisModule()
                .env("USAGE_SERVICE_URL", addresses.get("breakwater.suite.usage-service-url"))
                .env("IMAGE_PROXY_SERVICE_URL", addresses.get("breakwater.suite.image-proxy-service-url"))
                .env("AI_REPLY_SERVICE_URL", addresses.get("breakwater.suite.ai-reply-service-url"))
                .env("OPERATOR_PASSWORD", SuiteStub.OPERATOR_PASSWORD)
                .env("BREAKWATER_REGISTERED_ENCRYPTION_KEY", "0123456789abcdef".repeat(4))
                .env("BREAKWATER_WATCH_INTERVAL", "1s");
    }

    @Test
    void whenTheReplicaThatChecksIsKilledTheOtherOneChecks() throws IOException, SQLException {
        try (var checked = new Counted();
                var postgres = EmbeddedPostgresServer.started();
                var first =
                        service().env("DATABASE_URL", postgres.databaseUrl()).start();
                var second =
                        service().env("DATABASE_URL", postgres.databaseUrl()).start()) {
            // Given
            await().atMost(PATIENCE).until(() -> !leader(postgres).isEmpty());
            register(first, checked.port());
            for (var replica : List.of(first, second)) {
                await().atMost(PATIENCE).until(() -> status(replica).equals("healthy"));
            }
            assertThat(one(postgres, "select body from health_document where kind = 'dependency'"))
                    .contains("sealed")
                    .doesNotContain("127.0.0.1");
            var leads = leader(postgres).equals(itself(first)) ? first : second;
            var follows = leads == first ? second : first;
            assertThat(leader(postgres)).isEqualTo(itself(leads));
            // When
            leads.kill();
            var killed = System.nanoTime();
            var checks = checked.count();
            // Then
            await().atMost(MOVES_WITHIN).until(() -> leader(postgres).equals(itself(follows)));
            await().atMost(MOVES_WITHIN.plus(INTERVAL).minusNanos(System.nanoTime() - killed))
                    .until(() -> checked.count() > checks);
            assertThat(status(follows)).isEqualTo("healthy");
            // And what it finds is what it tells.
            checked.refuse();
            await().atMost(PATIENCE).until(() -> status(follows).equals("unhealthy"));
        }
    }

    @Test
    void aBreakerThatIsHeldUntilATimeIsHeldAndLetGoByAServiceThatWasKilledMeanwhile() {
        try (var running = service().start()) {
            // Given
            assertThat(running.post(
                                    "/api/v1/resilience/circuit-breakers/usage-service/action",
                                    "{\"action\":\"open\",\"service\":\"health-service\",\"until\":\"25s\"}",
                                    "Authorization",
                                    OPERATOR)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ownBreaker(running, "state")).isEqualTo("OPEN");
            // When
            running.kill();
            running.start();
            // Then
            await().atMost(PATIENCE).until(() -> ownBreaker(running, "hold?.by") != null);
            assertThat(ownBreaker(running, "state")).isEqualTo("OPEN");
            await().atMost(PATIENCE).until(() -> ownBreaker(running, "hold?.by") == null);
            assertThat(ownBreaker(running, "state")).isEqualTo("CLOSED");
        }
    }

    private static void register(ServiceProcess service, int port) {
        var answer = service.post(
                "/api/v1/resilience/dependencies",
                "{\"name\":\"counted\",\"type\":\"tcp\",\"criticality\":\"optional\",\"url\":\"tcp://127.0.0.1:%d\",\"interval\":\"%ds\"}"
                        .formatted(port, INTERVAL.toSeconds()),
                "Authorization",
                OPERATOR);
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private static String status(ServiceProcess service) {
        return String.valueOf(
                JsonPath.from(service.get("/api/health/components").body())
                        .getString("components.find { it.name == 'counted' }?.status"));
    }

    private static String itself(ServiceProcess service) {
        return JsonPath.from(service.get("/resilience").body()).getString("instance");
    }

    private static String ownBreaker(ServiceProcess service, String what) {
        return JsonPath.from(service.get("/resilience").body())
                .getString("breakers.find { it.name == 'usage-service' }." + what);
    }

    /** Who has the turn now; empty where nobody has. */
    private static String leader(EmbeddedPostgresServer postgres) throws SQLException {
        return one(postgres, "select holder from health_alert_lease where expires > clock_timestamp()");
    }

    private static String one(EmbeddedPostgresServer postgres, String query) throws SQLException {
        try (var connection = postgres.connect();
                var select = connection.createStatement();
                var row = select.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Takes connections, counts them and hangs up. */
    private static final class Counted implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        private Counted() throws IOException {
            Thread.ofVirtual().start(this::take);
        }

        private void take() {
            while (!socket.isClosed()) {
                try {
                    socket.accept().close();
                    connections.incrementAndGet();
                } catch (IOException closed) {
                    // The loop sees whether it is over.
                }
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        int count() {
            return connections.get();
        }

        /** From now on, also when it is closed. */
        void refuse() {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() {
            refuse();
        }
    }
}
