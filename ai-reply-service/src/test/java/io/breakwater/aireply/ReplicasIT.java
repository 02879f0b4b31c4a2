package io.breakwater.aireply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.breakwater.aireply.testing.Calls;
import io.breakwater.aireply.testing.HangingModel;
import io.breakwater.aireply.testing.RedisDump;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two packaged replicas that share one Redis. */
class ReplicasIT {

    private static final String REDIS_LIMIT =
            "quarkus.fault-tolerance.\"io.breakwater.resilience.redis.RedisGateway/send\".timeout.value";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WireMockServer MODEL = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(100));
    private static final EmbeddedRedisServer REDIS = EmbeddedRedisServer.notStarted();
    private static ServiceProcess one;
    private static ServiceProcess other;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void start() throws Exception {
        REDIS.start();
        MODEL.start();
        Stubs.modelIsThere(MODEL);
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = starters.submit(() -> replica(MODEL.baseUrl()).start());
            other = replica(MODEL.baseUrl()).start();
            one = first.get();
        }
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        MODEL.stop();
        REDIS.close();
    }

    @BeforeEach
    void modelIsThere() {
        Stubs.modelIsThere(MODEL);
    }

    @Test
    void equalMissesOnBothReplicasAreOneCallOfTheModel() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Shared by all.").withFixedDelay(500));
        var text = Calls.freshText();

        // When
        var answers = new ArrayList<Future<JsonNode>>();
        for (var n = 0; n < 20; n++) {
            answers.add(callers.submit(() -> reply(one, "ann", text)));
            answers.add(callers.submit(() -> reply(other, "ann", text)));
        }

        // Then
        for (var answer : answers) {
            assertThat(answer.get().path("reply").asText()).isEqualTo("Shared by all.");
        }
        MODEL.verify(1, Stubs.completions());
        var coalesced = lookups(one, "coalesced") + lookups(other, "coalesced");
        // Whoever comes after it has landed is a hit instead.
        assertThat(coalesced).isBetween(19.0, 39.0);
    }

    @Test
    void whatOneReplicaLearnsTheOtherKnowsAndRedisCannotRead() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Nobody else may read this."));
        var text = Calls.freshText();
        reply(one, "bob", text);

        // When
        var second = reply(other, "bob", text);

        // Then
        assertThat(second.path("source").asText()).isEqualTo("cache");
        assertThat(second.path("reply").asText()).isEqualTo("Nobody else may read this.");
        var kept = RedisDump.of(REDIS.port());
        assertThat(kept).contains("breakwater:ai-replies:");
        assertThat(kept).doesNotContain("Nobody else").doesNotContain(text);
    }

    @Test
    void aReplicaThatDiesAtItsWorkIsSucceeded() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("From the survivor.").withFixedDelay(1_500));
        var text = Calls.freshText();
        try (var dying = replica(MODEL.baseUrl()).start()) {
            callers.submit(() -> reply(dying, "cid", text));
            await().until(() -> MODEL.findAll(Stubs.completions()).size() == 1);
            var waiting = callers.submit(() -> reply(one, "cid", text));
            await().until(() -> lookups(one, "miss") > 0);

            // When
            dying.kill();

            // Then
            assertThat(waiting.get().path("reply").asText()).isEqualTo("From the survivor.");
            assertThat(waiting.get().path("source").asText()).isEqualTo("model");
        }
        MODEL.verify(2, Stubs.completions());
    }

    @Test
    void aUserHasOneBucketHoweverManyReplicas() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Yes."));
        var allowed = new ArrayList<HttpResponse<String>>();
        var refused = new ArrayList<HttpResponse<String>>();

        // When
        for (var n = 0; n < 200 && refused.isEmpty(); n++) {
            var answer = (n % 2 == 0 ? one : other).post("/api/ai-reply/dan", body("Is it so?"));
            (answer.statusCode() == 429 ? refused : allowed).add(answer);
        }

        // Then
        assertThat(refused).isNotEmpty();
        assertThat(allowed).hasSizeGreaterThanOrEqualTo(40);
        var last = refused.getLast();
        assertThat(last.headers().firstValue("Retry-After")).contains("1");
        assertThat(last.headers().firstValue("RateLimit-Policy")).contains("\"user\";q=40;w=8");
        assertThat(last.headers().firstValue("RateLimit")).contains("\"user\";r=0;t=1");
        assertThat(JSON.readTree(last.body()).path("code").asText()).isEqualTo("rate-limited");
        assertThat(allowed.getFirst().headers().firstValue("RateLimit")).contains("\"user\";r=39;t=1");
    }

    @Test
    void aBudgetForTenCallsLetsTenThroughOfAHundredOnTwoReplicas() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Worth it.").withFixedDelay(20));
        // 100 tokens read and 50 written at the shipped price of gpt-4o-mini: 0.000045 dollars.
        try (var redis = EmbeddedRedisServer.started();
                var first = dear("0.00045", redis).start();
                var second = dear("0.00045", redis).start()) {
            // When
            var answers = new ArrayList<Future<JsonNode>>();
            for (var n = 0; n < 100; n++) {
                var replica = n % 2 == 0 ? first : second;
                var user = "payer" + n;
                answers.add(callers.submit(() -> reply(replica, user, Calls.freshText())));
            }

            // Then
            var byModel = 0;
            for (var answer : answers) {
                if (answer.get().path("source").asText().equals("model")) {
                    byModel++;
                } else {
                    assertThat(answer.get().path("reason").asText()).isEqualTo("quota-exceeded");
                    assertThat(answer.get().path("source").asText()).isEqualTo("local");
                }
            }
            assertThat(byModel).isEqualTo(10);
            MODEL.verify(10, Stubs.completions());
            for (var replica : new ServiceProcess[] {first, second}) {
                // They tell each other just after an answer.
                await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                    var costs = JSON.readTree(
                            replica.get("/api/ai/costs?by=platform").body());
                    assertThat(costs.path("totalUsd").decimalValue()).isEqualByComparingTo("0.00045");
                    assertThat(costs.path("calls").asInt()).isEqualTo(10);
                    assertThat(costs.path("source").asText()).isEqualTo("shared");
                    assertThat(costs.path("items").path(0).path("key").asText()).isEqualTo("linkedin");
                });
            }
            // What Redis forgets, those who spent it remember.
            redis.restart();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(reply(first, "again1", Calls.freshText())
                                .path("reason")
                                .asText())
                        .isEqualTo("quota-exceeded");
                assertThat(reply(second, "again2", Calls.freshText())
                                .path("reason")
                                .asText())
                        .isEqualTo("quota-exceeded");
            });
        }
    }

    @Test
    void whenTheLastCallerLeavesTheModelIsHungUpOnAtOnceAndNotAskedAgain() throws Exception {
        // Given
        try (var model = new HangingModel();
                var service = replica(model.url()).start()) {
            var first = new Socket("127.0.0.1", service.port());
            var second = new Socket("127.0.0.1", service.port());
            var text = Calls.freshText();
            send(first, text);
            await().until(() -> model.asked() == 1);
            send(second, text);
            await().until(() -> lookups(service, "miss") == 2);
            first.close();

            // When
            var left = System.nanoTime();
            second.close();

            // Then
            assertThat(Duration.ofNanos(model.hungUp() - left)).isLessThan(Duration.ofMillis(200));
            await().during(Duration.ofSeconds(2)).until(() -> model.asked() == 1);
            await().until(() -> JSON.readTree(service.get("/metrics").body())
                            .path("queue")
                            .path("processing")
                            .asInt()
                    == 0);
        }
    }

    private static ServiceProcess.Builder replica(String model) {
        return ServiceProcess.ofThisModule()
                .env("LLM_SERVICE_URL", model)
                .env("REDIS_URL", REDIS.redisUrl())
                .env("CACHE_ENCRYPTION_KEY", "0123456789abcdef".repeat(4))
                .env("BREAKWATER_LIMIT_MODEL_RATE", "0")
                // As much as the largest burst of one user here.
                .env("BREAKWATER_LIMIT_USER_RATE", "5")
                .env("BREAKWATER_LIMIT_USER_BURST", "40")
                // A busy build machine is no black hole.
                .options("-D" + REDIS_LIMIT + "=3000");
    }

    private static ServiceProcess.Builder dear(String budget, EmbeddedRedisServer redis) {
        return replica(MODEL.baseUrl()).env("AI_BUDGET_USD_PER_DAY", budget).env("REDIS_URL", redis.redisUrl());
    }

    private static JsonNode reply(ServiceProcess service, String user, String text) throws IOException {
        return JSON.readTree(service.post("/api/ai-reply/" + user, body(text)).body());
    }

    private static String body(String text) {
        return "{\"platform\": \"linkedin\", \"notification\": {\"text\": \"" + text + "\"}}";
    }

    private static void send(Socket socket, String text) throws IOException {
        var body = body(text).getBytes(UTF_8);
        var out = socket.getOutputStream();
        out.write(("POST /api/ai-reply/eve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(UTF_8));
        out.write(body);
        out.flush();
    }

    private static double lookups(ServiceProcess service, String result) {
        return service.get("/metrics/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("breakwater_cache_lookups_total{cache=\"ai-replies\"")
                        && line.contains("result=\"" + result + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
