package io.breakwater.imageproxy;

import io.breakwater.imageproxy.origin.TestDns;
import io.breakwater.resilience.testing.BlackHole;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.FreePort;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service, with what it may depend on away from the start. The name server knows no name. */
class FaultsIT {

    private static final String IMAGE = "/api/proxy-image?url=https://invalid-instagram-url.com/image.jpg";
    private static final AtomicInteger FRESH = new AtomicInteger();
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    @Test
    void aloneItServesAndIsNotDegraded() {
        // When
        try (var nameServer = new TestDns();
                var service = start(nameServer, "", "")) {

            // Then
            servesInTime(service);
            assertThat(service.get("/health/ready").body()).contains("UP");
            assertThat(service.get("/resilience").body()).contains("\"level\":\"none\"");
        }
    }

    @Test
    void aNameServerThatIsMuteIsFoundOutInTimeAndRemembered() {
        // Given
        try (var nameServer = silentNameServer();
                var service = start("127.0.0.1:" + nameServer.getLocalPort(), "", "")) {

            // When
            var first = timed(service, IMAGE);

            // Then
            assertThat(first).isLessThan(6_000);
            assertThat(timed(service, IMAGE)).isLessThan(1_000);
        }
    }

    @Test
    void everyTierMayHangAndThereIsAnImageWithinSixSeconds() {
        // Given
        try (var nameServer = new TestDns();
                var hanging = BlackHole.silent();
                var service = ServiceProcess.ofThisModule()
                        .env("BREAKWATER_IMAGE_GUARD_NAME_SERVERS", nameServer.server())
                        .env("BREAKWATER_IMAGE_GUARD_ALLOWED_RANGES", "127.0.0.0/8")
                        .env("BREAKWATER_IMAGE_GUARD_PORTS", Integer.toString(hanging.port()))
                        .env("BREAKWATER_IMAGE_TIERS_CDN_TEST_HOSTS", "*.origin.example")
                        .env("BREAKWATER_IMAGE_TIERS_CDN_TEST_ALTERNATES", "b.origin.example,c.origin.example")
                        .env(
                                "BREAKWATER_IMAGE_TIERS_PROXY_TEST_URL",
                                "http://proxy.origin.example:" + hanging.port() + "/?u={url}")
                        .start()) {
            // The first of all pays for loading classes.
            timed(service, "/api/proxy-image?url=http://refused.origin.example:1/a.png");

            // When
            var took = timed(service, "/api/proxy-image?url=http://a.origin.example:" + hanging.port() + "/a.png");

            // Then
            assertThat(took).isBetween(5_000L, 6_000L);
            assertThat(service.get("/api/proxy-image/stats").body())
                    .contains("a.origin.example", "b.origin.example", "c.origin.example", "proxy.origin.example");
        }
    }

    @Test
    void closedPortsOnlyDegradeIt() {
        // When
        try (var nameServer = new TestDns();
                var service = start(nameServer, database(FreePort.find()), redis(FreePort.find()))) {

            // Then
            servesDegraded(service);
        }
    }

    @Test
    void blackHolesOnlyDegradeIt() {
        // When
        try (var nameServer = new TestDns();
                var database = BlackHole.dropping();
                var redis = BlackHole.dropping();
                var service = start(nameServer, database(database.port()), redis(redis.port()))) {

            // Then
            servesDegraded(service);
        }
    }

    @Test
    void serversThatHangOnlyDegradeIt() {
        // When
        try (var nameServer = new TestDns();
                var database = BlackHole.silent();
                var redis = BlackHole.silent();
                var service = start(nameServer, database(database.port()), redis(redis.port()))) {

            // Then
            servesDegraded(service);
        }
    }

    @Test
    void aRedisThatComesUpLaterIsUsedWithinFiveSeconds() {
        // Given
        try (var nameServer = new TestDns();
                var redis = EmbeddedRedisServer.notStarted();
                var service = start(nameServer, database(FreePort.find()), redis.redisUrl())) {
            servesDegraded(service);

            // When
            redis.start();

            // Then
            await().atMost(RECOVERY)
                    .until(() -> service.get("/resilience").body().contains("\"level\":\"none\""));
            servesInTime(service);
        }
    }

    @Test
    void replicasTellEachOtherOfRefusalsThroughRedis() {
        // Given
        try (var nameServer = new TestDns();
                var redis = EmbeddedRedisServer.started();
                var first = start(nameServer, "", redis.redisUrl());
                var second = start(nameServer, "", redis.redisUrl())) {
            var attempt = new AtomicInteger();

            // When
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                // Redis is asked with 100 ms of patience, which a service that has just started may need by itself.
                var url = "/api/proxy-image?url=https://h" + attempt.incrementAndGet() + ".example.com/image.jpg";
                assertThat(status(first.get(url))).contains("fwd=uri-miss");
                return status(second.get(url)).equals("breakwater; hit; detail=unresolvable");
            });

            // Then
            assertThat(second.get("/metrics").body()).contains("\"hits\":1");
        }
    }

    private static void servesDegraded(ServiceProcess service) {
        await().atMost(RECOVERY).until(() -> service.get("/resilience").body().contains("\"level\":\"reduced\""));
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.get("/health/ready").body()).contains("reduced");
        servesInTime(service);
    }

    /** A host that was never asked for each time: what memory knows, Redis would not be asked. */
    private static void servesInTime(ServiceProcess service) {
        var times = new ArrayList<Long>();
        for (int i = 0; i < 40; i++) {
            times.add(timed(
                    service, "/api/proxy-image?url=https://fresh" + FRESH.incrementAndGet() + ".example.com/a.jpg"));
        }
        assertThat(times.stream().sorted().toList().get(37)).as("P95 in ms").isLessThan(500);
    }

    private static long timed(ServiceProcess service, String path) {
        var started = System.nanoTime();
        var answer = service.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.headers().firstValue("X-Image-Tier")).contains("placeholder");
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    /** Takes questions and never answers. */
    private static DatagramSocket silentNameServer() {
        try {
            return new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String status(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElseThrow();
    }

    private static ServiceProcess start(TestDns nameServer, String database, String redis) {
        return start(nameServer.server(), database, redis);
    }

    private static ServiceProcess start(String nameServer, String database, String redis) {
        var service = ServiceProcess.ofThisModule().env("BREAKWATER_IMAGE_GUARD_NAME_SERVERS", nameServer);
        for (var setting : List.of(List.of("DATABASE_URL", database), List.of("REDIS_URL", redis))) {
            if (!setting.getLast().isEmpty()) {
                service.env(setting.getFirst(), setting.getLast());
            }
        }
        return service.start();
    }

    private static String database(int port) {
        return "postgresql://user:secret@127.0.0.1:" + port + "/breakwater";
    }

    private static String redis(int port) {
        return "redis://127.0.0.1:" + port;
    }
}
