package io.breakwater.health.registered.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.resilience.testing.BlackHole;
import io.breakwater.resilience.testing.EmbeddedPostgresServer;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChecksTest {

    private static final AtomicReference<Consumer<HttpServerRequest>> ANSWER = new AtomicReference<>();

    private static Vertx vertx;
    private static HttpServer server;
    private static Checks checks;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(request -> ANSWER.get().accept(request))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        var http = new OutwardHttp(vertx);
        var sockets = new OutwardSockets(vertx);
        checks = new Checks(
                vertx,
                new HttpCheck(http, new ObjectMapper(), InstantSource.system()),
                new TcpCheck(sockets),
                new RedisCheck(sockets),
                new PostgresCheck(vertx),
                new S3Check(http, InstantSource.system()));
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    private static Verdict check(DependencyType type, String url, Conditions conditions) {
        return check(type, url, conditions, Duration.ofSeconds(10));
    }

    private static Verdict check(DependencyType type, String url, Conditions conditions, Duration timeout) {
        try {
            return checks.of(new Endpoint(type, URI.create(url), timeout, conditions))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static String http(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    private static Conditions body(String path, @Nullable String equals) {
        return new Conditions(List.of(), path, equals, null, null);
    }

    @Test
    void aStatusThatIsNotExpectedIsUnhealthy() {
        // Given
        ANSWER.set(request -> request.response()
                .setStatusCode(request.path().equals("/ok") ? 204 : 503)
                .end());
        // When
        var good = check(DependencyType.HTTP, http("/ok"), Conditions.NONE);
        var bad = check(DependencyType.HTTP, http("/bad"), Conditions.NONE);
        var wanted = check(DependencyType.HTTP, http("/bad"), new Conditions(List.of(503), null, null, null, null));
        // Then
        assertThat(good.result().status()).isEqualTo(ComponentStatus.HEALTHY);
        assertThat(good.result().latencyMs()).isPositive();
        assertThat(bad.result().status()).isEqualTo(ComponentStatus.UNHEALTHY);
        assertThat(bad.result().detail()).contains("503");
        assertThat(bad.reached()).isTrue();
        assertThat(wanted.result().status()).isEqualTo(ComponentStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({
        "$.status,            ok,  HEALTHY",
        "/status,             ok,  HEALTHY",
        "$.checks[1].up,      true, HEALTHY",
        "$.checks[0].up,      true, UNHEALTHY",
        "$.status,            no,  UNHEALTHY",
        "$.nothing,           ,    UNHEALTHY",
        "$.status,            ,    HEALTHY",
        "$.checks,            ,    HEALTHY",
        "$.checks,            [],  UNHEALTHY",
    })
    void aValueInTheBodyHasToBeAsSaid(String path, @Nullable String value, ComponentStatus status) {
        // Given
        ANSWER.set(request -> request.response().end("""
                {"status": "ok", "checks": [{"up": false}, {"up": true}]}"""));
        // When
        var verdict = check(DependencyType.HTTP, http("/"), body(path, value));
        // Then
        assertThat(verdict.result().status())
                .as(String.valueOf(verdict.result().detail()))
                .isEqualTo(status);
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() {
        // Given
        ANSWER.set(request -> {
            var response = request.response().setChunked(true);
            vertx.setPeriodic(1, timer -> {
                if (response.closed() || response.ended()) {
                    vertx.cancelTimer(timer);
                } else {
                    response.write("x".repeat(10_000));
                }
            });
        });
        // When
        var verdict = check(DependencyType.HTTP, http("/"), body("$.a", null));
        // Then
        assertThat(verdict.result().status()).isEqualTo(ComponentStatus.UNHEALTHY);
        assertThat(verdict.result().detail()).contains("body");
    }

    @Test
    void slowerThanSaidIsDegraded() {
        // Given
        ANSWER.set(request -> vertx.setTimer(100, late -> request.response().end()));
        // When
        var verdict = check(DependencyType.HTTP, http("/"), new Conditions(List.of(), null, null, 20, null));
        // Then
        assertThat(verdict.result().status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(verdict.result().detail()).isEqualTo("slower than 20 ms");
    }

    @ParameterizedTest
    @CsvSource({"HTTP,http", "TCP,tcp", "REDIS,redis", "POSTGRES,postgresql", "S3,http"})
    void whatIsNotThereIsToldWithoutItsAddress(DependencyType type, String scheme) {
        // Given
        var port = FreePort.find();
        // When
        var verdict = check(type, scheme + "://127.0.0.1:" + port + "/bucket", Conditions.NONE);
        // Then
        assertThat(verdict.result().status()).isEqualTo(ComponentStatus.UNHEALTHY);
        assertThat(verdict.reached()).isFalse();
        assertThat(verdict.result().detail()).doesNotContain("127.0.0.1", String.valueOf(port));
    }

    @ParameterizedTest
    @CsvSource({"HTTP,http", "REDIS,redis", "POSTGRES,postgresql", "S3,http"})
    void whatHangsIsGivenUpAtItsTimeout(DependencyType type, String scheme) {
        try (var hole = BlackHole.silent()) {
            // Given
            var started = System.nanoTime();
            // When
            var verdict = check(
                    type, scheme + "://127.0.0.1:" + hole.port() + "/bucket", Conditions.NONE, Duration.ofMillis(300));
            // Then
            assertThat(verdict.result().status()).isEqualTo(ComponentStatus.UNHEALTHY);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aTcpServerThatTakesConnectionsIsHealthy() {
        assertThat(check(DependencyType.TCP, "tcp://127.0.0.1:" + server.actualPort(), Conditions.NONE)
                        .result()
                        .status())
                .isEqualTo(ComponentStatus.HEALTHY);
    }

    @Test
    void redisAndPostgresAreAskedInTheirOwnLanguage() {
        try (var redis = EmbeddedRedisServer.started();
                var postgres = EmbeddedPostgresServer.started()) {
            // When
            var cache = check(DependencyType.REDIS, redis.redisUrl(), Conditions.NONE);
            var database = check(DependencyType.POSTGRES, postgres.databaseUrl(), Conditions.NONE);
            var wrongPassword = check(
                    DependencyType.REDIS, redis.redisUrl().replace("redis://", "redis://:secret@"), Conditions.NONE);
            var noRedis = check(DependencyType.REDIS, "redis://127.0.0.1:" + server.actualPort(), Conditions.NONE);
            // Then
            assertThat(cache.result().status()).isEqualTo(ComponentStatus.HEALTHY);
            assertThat(database.result().status()).isEqualTo(ComponentStatus.HEALTHY);
            assertThat(wrongPassword.result().detail()).isEqualTo("it refuses the credentials");
            assertThat(noRedis.result().status()).isEqualTo(ComponentStatus.UNHEALTHY);
        }
    }

    @Test
    void aBucketIsListedWithASignature() {
        // Given
        var seen = new AtomicReference<String>();
        ANSWER.set(request -> {
            seen.set(request.uri() + " " + request.getHeader("Authorization"));
            request.response()
                    .setStatusCode(request.path().equals("/mine") ? 200 : 404)
                    .end("<ListBucketResult/>");
        });
        var url = "http://KEY:SECRET@127.0.0.1:" + server.actualPort();
        // When
        var mine = check(DependencyType.S3, url + "/mine?region=eu-central-1", Conditions.NONE);
        // Then
        assertThat(mine.result().status()).isEqualTo(ComponentStatus.HEALTHY);
        assertThat(seen.get())
                .startsWith("/mine?list-type=2&max-keys=1 AWS4-HMAC-SHA256 Credential=KEY/")
                .contains("/eu-central-1/s3/aws4_request")
                .doesNotContain("SECRET");
        assertThat(check(DependencyType.S3, url + "/other", Conditions.NONE)
                        .result()
                        .detail())
                .isEqualTo("it has no such bucket");
    }
}
