package io.breakwater.usage;

import io.breakwater.resilience.testing.BlackHole;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.FreePort;
import io.breakwater.resilience.testing.ServiceProcess;
import io.breakwater.resilience.testing.TcpRelay;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service, started while what it was told to use is not there. */
class FaultsIT {

    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
    private static final int REQUESTS = 60;

    @Test
    void startsAndServesWithItsDependenciesAtClosedPorts() {
        // Given
        var service = ServiceProcess.ofThisModule()
                .env("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + FreePort.find() + "/usage")
                .env("REDIS_URL", "redis://127.0.0.1:" + FreePort.find());

        // When
        try (var running = service.start()) {

            // Then
            servesDegraded(running);
        }
    }

    @Test
    void startsAndServesWithItsDependenciesInABlackHole() {
        // Given
        try (var hole = BlackHole.silent()) {
            var service = ServiceProcess.ofThisModule()
                    .env("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + hole.port() + "/usage")
                    .env("REDIS_URL", "redis://127.0.0.1:" + hole.port());

            // When
            try (var running = service.start()) {

                // Then
                servesDegraded(running);
            }
        }
    }

    @Test
    void usesItsDependenciesWhenTheyComeUpLater() {
        // Given
        try (var postgres = EmbeddedPostgresServer.notStarted();
                var redis = EmbeddedRedisServer.notStarted();
                var running = ServiceProcess.ofThisModule()
                        .env("DATABASE_URL", postgres.databaseUrl())
                        .env("REDIS_URL", redis.redisUrl())
                        .start()) {
            servesDegraded(running);

            // When
            postgres.start();
            redis.start();

            // Then
            await().atMost(BACK_WITHIN).untilAsserted(() -> {
                assertThat(degradation(running)).isEqualTo("none");
                var answer = running.post("/api/usage/linkedin/late/increment", "{}");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(JsonPath.from(answer.body()).getString("durability")).isEqualTo("postgres");
            });
            await().atMost(BACK_WITHIN).untilAsserted(() -> {
                var usage =
                        JsonPath.from(running.get("/api/usage/linkedin/early").body());
                assertThat(usage.getLong("metrics.requests.used")).isEqualTo(REQUESTS);
                assertThat(usage.getLong("pending")).isZero();
            });
        }
    }

    @Test
    void tablesOfOthersInTheSameSchemaAreNoObstacle() throws Exception {
        // Given
        try (var postgres = EmbeddedPostgresServer.started()) {
            try (var connection = postgres.connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table of_others (id int)");
            }

            // When
            try (var running = ServiceProcess.ofThisModule()
                    .env("DATABASE_URL", postgres.databaseUrl())
                    .start()) {

                // Then
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    var answer = running.post("/api/usage/linkedin/neighbour/increment", "{}");
                    assertThat(answer.statusCode()).isEqualTo(200);
                    assertThat(JsonPath.from(answer.body()).getString("durability"))
                            .isEqualTo("postgres");
                });
            }
        }
    }

    @Test
    void servesInTimeThroughTheMomentItsDependenciesVanish() {
        // Given
        try (var postgres = EmbeddedPostgresServer.started();
                var redis = EmbeddedRedisServer.started();
                var database = TcpRelay.to(postgres.port());
                var cache = TcpRelay.to(redis.port());
                var running = ServiceProcess.ofThisModule()
                        .env("DATABASE_URL", postgres.databaseUrl(database.port()))
                        .env("REDIS_URL", redis.redisUrl(cache.port()))
                        .start()) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var answer = running.post("/api/usage/linkedin/warm/increment", "{}");
                assertThat(JsonPath.from(answer.body()).getString("durability")).isEqualTo("postgres");
            });

            // When
            database.blackHole();
            cache.blackHole();

            // Then
            servesDegraded(running);

            // And back
            database.forward();
            cache.forward();
            await().atMost(BACK_WITHIN).untilAsserted(() -> {
                var usage =
                        JsonPath.from(running.get("/api/usage/linkedin/early").body());
                assertThat(usage.getString("source")).isEqualTo("postgres");
                assertThat(usage.getLong("metrics.requests.used")).isEqualTo(REQUESTS);
                assertThat(usage.getLong("pending")).isZero();
            });
        }
    }

    private static void servesDegraded(ServiceProcess service) {
        var millis = new ArrayList<Long>();
        for (int i = 0; i < REQUESTS; i++) {
            var started = System.nanoTime();
            var answer = service.post("/api/usage/linkedin/early/increment", "{}", "Idempotency-Key", "early-" + i);
            millis.add(Duration.ofNanos(System.nanoTime() - started).toMillis());
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(JsonPath.from(answer.body()).getBoolean("degraded")).isTrue();
        }
        Collections.sort(millis);
        // The contract's limit with a dependency that drops every packet.
        assertThat(millis.get(REQUESTS * 95 / 100)).isLessThan(500);
        assertThat(JsonPath.from(service.get("/api/usage/linkedin/early").body())
                        .getLong("metrics.requests.used"))
                .isEqualTo(REQUESTS);
        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
        await().atMost(BACK_WITHIN)
                .untilAsserted(() -> assertThat(degradation(service)).isEqualTo("reduced"));
    }

    private static String degradation(ServiceProcess service) {
        return JsonPath.from(service.get("/resilience").body()).getString("degradation.level");
    }
}
