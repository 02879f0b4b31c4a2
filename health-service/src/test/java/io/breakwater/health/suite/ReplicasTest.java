package io.breakwater.health.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.health.ReplicaStub;
import io.breakwater.health.Snapshots;
import io.breakwater.resilience.breaker.BreakerState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** usage-service has two instances here, of which the second comes and goes. */
@QuarkusTest
@WithTestResource(ReplicaStub.class)
class ReplicasTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String USAGE = "services.findAll { it.service == 'usage-service' }";

    int firstPort;
    int secondPort;

    @Inject
    ObjectMapper json;

    private HttpServer serve(int port, Snapshots snapshot) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", snapshot.answering(json));
        server.start();
        return server;
    }

    @Test
    void oneReplicaThatIsGoneDegradesItsServiceAndIsToldByItself() throws IOException {
        // Given
        var first = serve(firstPort, Snapshots.of("usage-service").breaker("database", BreakerState.CLOSED));
        var second = serve(secondPort, Snapshots.of("usage-service").breaker("database", BreakerState.OPEN));
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                var seen = get("/api/health/detailed").jsonPath();
                assertThat(seen.getList(USAGE + ".reachable")).containsExactly(true, true);
                assertThat(seen.getList(USAGE + ".breakers.flatten().state"))
                        .containsExactlyInAnyOrder("CLOSED", "OPEN");
                assertThat(seen.getList(USAGE + ".id.unique()")).hasSize(2);
            });
            // When
            second.stop(0);
            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                var seen = get("/api/health/detailed").jsonPath();
                assertThat(seen.getList(USAGE + ".reachable")).containsExactlyInAnyOrder(true, false);
                assertThat(seen.getString("components.find { it.name == 'usage-service' }.status"))
                        .isEqualTo("degraded");
                assertThat(seen.getString("components.find { it.name == 'usage-service' }.detail"))
                        .contains("1 of 2 instances");
            });
            assertThat(get("/resilience").jsonPath().getString("breakers.find { it.name == 'usage-service' }.state"))
                    .isEqualTo("CLOSED");
        } finally {
            first.stop(0);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get("/api/health/components")
                        .jsonPath()
                        .getString("components.find { it.name == 'usage-service' }.status"))
                .isEqualTo("unhealthy"));
    }
}
