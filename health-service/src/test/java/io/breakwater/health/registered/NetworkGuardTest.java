package io.breakwater.health.registered;

import com.sun.net.httpserver.HttpServer;
import io.breakwater.health.Snapshots;
import io.breakwater.health.SuiteTestBase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static io.breakwater.health.SuiteStub.OPERATOR_PASSWORD;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class NetworkGuardTest extends SuiteTestBase {

    private static final String PATH = "/api/v1/resilience/dependencies";
    private static final List<String> NAMES = List.of("one", "two", "three", "four");

    private final List<HttpServer> servers = new ArrayList<>();

    private void start(List<Integer> ports) throws IOException {
        for (var i = 0; i < NAMES.size(); i++) {
            var server = HttpServer.create(new InetSocketAddress("127.0.0." + (i + 1), ports.get(i)), 0);
            server.createContext("/", exchange -> Snapshots.send(exchange, 200, new byte[0]));
            server.start();
            servers.add(server);
        }
    }

    private List<Integer> loseTheNetwork() {
        var ports =
                servers.stream().map(server -> server.getAddress().getPort()).toList();
        servers.forEach(server -> server.stop(0));
        servers.clear();
        return ports;
    }

    @Test
    void aLostNetworkIsOneTroubleAndNotMany() throws IOException {
        try {
            // Given
            start(List.of(0, 0, 0, 0));
            for (var i = 0; i < NAMES.size(); i++) {
                var server = servers.get(i).getAddress();
                operator()
                        .body("""
                                {"name": "%s", "type": "http", "criticality": "critical", "interval": "5s", "timeout": "1s",
                                 "url": "http://%s:%d/"}""".formatted(NAMES.get(i), server.getAddress().getHostAddress(), server.getPort()))
                        .post(PATH);
            }
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> NAMES.forEach(name -> assertThat(status(name)).isEqualTo("healthy")));
            // When
            var ports = loseTheNetwork();
            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(status("own-network")).isEqualTo("unhealthy");
                NAMES.forEach(name -> assertThat(status(name)).isEqualTo("unknown"));
            });
            var changes = get("/api/v1/resilience/changes").jsonPath();
            assertThat(changes.getList("changes.findAll { it.name == 'own-network' && it.to == 'unhealthy' }"))
                    .hasSize(1);
            NAMES.forEach(name -> assertThat(changes.getList(
                            "changes.findAll { it.name == '%s' && it.to == 'unhealthy' }".formatted(name)))
                    .isEmpty());
            start(ports);
            await().atMost(PATIENCE).until(() -> status("own-network").equals("healthy"));
        } finally {
            NAMES.forEach(name -> operator().delete(PATH + "/" + name));
            loseTheNetwork();
        }
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", OPERATOR_PASSWORD).contentType("application/json");
    }
}
