package io.breakwater.aireply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.breakwater.aireply.testing.Calls;
import io.breakwater.aireply.testing.RedisDump;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.ServiceProcess;
import io.breakwater.resilience.testing.TcpRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two packaged replicas with the limits that they come with, each with a road of its own to the Redis that they share: what is
 * asked on both at once costs one call of the model for as long as Redis is there, however slow it is.
 */
class LeasesIT {

    private static final int EQUAL = 20;
    private static final Duration FRESH_FOR = Duration.ofSeconds(5);
    private static final Duration STALE_FOR = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WireMockServer MODEL = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(100));
    private static final EmbeddedRedisServer REDIS = EmbeddedRedisServer.notStarted();
    private static TcpRelay roadOfOne;
    private static TcpRelay roadOfOther;
    private static ServiceProcess one;
    private static ServiceProcess other;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void start() throws Exception {
        REDIS.start();
        MODEL.start();
        Stubs.modelIsThere(MODEL);
        roadOfOne = TcpRelay.to(REDIS.port());
        roadOfOther = TcpRelay.to(REDIS.port());
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = starters.submit(() -> replica(roadOfOne).start());
            other = replica(roadOfOther).start();
            one = first.get();
        }
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        roadOfOne.close();
        roadOfOther.close();
        MODEL.stop();
        REDIS.close();
    }

    @BeforeEach
    void modelIsThere() {
        Stubs.modelIsThere(MODEL);
    }

    @AfterEach
    void redisIsThere() {
        roadOfOne.forward();
        roadOfOther.forward();
        for (var replica : new ServiceProcess[] {one, other}) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(breaker(replica)).isEqualTo("CLOSED"));
        }
    }

    @Test
    void everyRoundOfEqualQuestionsIsOneCallFromTheFirstOnAColdMachineOn() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Shared by all.").withFixedDelay(100));
        var calls = new ArrayList<Integer>();

        // When
        for (var round = 0; round < 15; round++) {
            var before = MODEL.findAll(Stubs.completions()).size();
            together(Calls.freshText());
            calls.add(MODEL.findAll(Stubs.completions()).size() - before);
        }

        // Then
        assertThat(calls).containsOnly(1);
    }

    @Test
    void aSlowRedisIsWaitedFor() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Shared by all."));
        roadOfOne.delay(Duration.ofMillis(300));
        roadOfOther.delay(Duration.ofMillis(300));

        // When
        together(Calls.freshText());

        // Then
        MODEL.verify(1, Stubs.completions());
    }

    @Test
    void aClaimThatRedisHeardOfHoldsThoughItsAnswerCameTooLate() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("From the one.").withFixedDelay(500));
        roadOfOne.delay(Duration.ofMillis(1_500));
        var text = Calls.freshText();
        var first = callers.submit(() -> reply(one, text));
        await().until(() -> MODEL.findAll(Stubs.completions()).size() == 1);

        // When
        var second = reply(other, text);

        // Then
        assertThat(second.path("reply").asText()).isEqualTo("From the one.");
        assertThat(second.path("source").asText()).isEqualTo("cache");
        assertThat(first.get().path("source").asText()).isEqualTo("model");
        MODEL.verify(1, Stubs.completions());
    }

    @Test
    void whatOnlyRedisHasOfBeforeStandsInForWhoeverWaitsWhenTheModelFails() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("From before."));
        var text = Calls.freshText();
        reply(one, text);
        await().until(() -> RedisDump.youngestReplyKeptMs(REDIS.port()) < STALE_FOR.toMillis());
        var before = MODEL.findAll(Stubs.completions()).size();
        Stubs.modelAnswers(MODEL, aResponse().withStatus(500).withFixedDelay(500));
        var first = callers.submit(() -> reply(one, text));
        await().until(() -> MODEL.findAll(Stubs.completions()).size() > before);

        // When
        var second = reply(other, text);

        // Then
        assertThat(second.path("source").asText()).isEqualTo("stale-cache");
        assertThat(second.path("reply").asText()).isEqualTo("From before.");
        assertThat(first.get().path("source").asText()).isEqualTo("stale-cache");
    }

    @Test
    void aRedisThatHangsDelaysTheFirstFewByTheTimeLimitAndNobodyAfterThem() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Alone."));
        roadOfOne.blackHole();
        for (var n = 0; n < 3; n++) {
            assertThat(timed(one)).isLessThan(Duration.ofMillis(2_000));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(breaker(one)).isEqualTo("OPEN"));

        // When
        var took = new ArrayList<Duration>();
        for (var n = 0; n < 10; n++) {
            took.add(timed(one));
        }

        // Then
        assertThat(took).allMatch(time -> time.compareTo(Duration.ofMillis(300)) < 0);
    }

    @Test
    void aRedisThatRefusesDelaysNobodyAndIsUsedAgainWhenItIsBack() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Once more.").withFixedDelay(100));
        roadOfOne.refuse();
        assertThat(timed(one)).isLessThan(Duration.ofMillis(1_000));
        assertThat(timed(one)).isLessThan(Duration.ofMillis(500));

        // When
        roadOfOne.forward();

        // Then
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var before = MODEL.findAll(Stubs.completions()).size();
            together(Calls.freshText());
            assertThat(MODEL.findAll(Stubs.completions()).size() - before).isEqualTo(1);
        });
    }

    private void together(String text) throws Exception {
        var answers = new ArrayList<Future<JsonNode>>();
        for (var n = 0; n < EQUAL; n++) {
            answers.add(callers.submit(() -> reply(one, text)));
            answers.add(callers.submit(() -> reply(other, text)));
        }
        for (var answer : answers) {
            assertThat(answer.get().path("source").asText()).isIn("model", "cache");
        }
    }

    private static Duration timed(ServiceProcess service) throws IOException {
        var started = System.nanoTime();
        assertThat(reply(service, Calls.freshText()).path("source").asText()).isEqualTo("model");
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static JsonNode reply(ServiceProcess service, String text) throws IOException {
        var body = "{\"platform\": \"linkedin\", \"notification\": {\"text\": \"" + text + "\"}}";
        return JSON.readTree(service.post("/api/ai-reply/ann", body).body());
    }

    private static String breaker(ServiceProcess service) throws IOException {
        for (var breaker : JSON.readTree(service.get("/resilience").body()).path("breakers")) {
            if (breaker.path("name").asText().equals("redis-lease")) {
                return breaker.path("state").asText();
            }
        }
        throw new AssertionError("no such breaker");
    }

    private static ServiceProcess.Builder replica(TcpRelay road) {
        return ServiceProcess.ofThisModule()
                .env("LLM_SERVICE_URL", MODEL.baseUrl())
                .env("REDIS_URL", "redis://127.0.0.1:" + road.port())
                .env("BREAKWATER_ANSWER_FRESH_FOR", FRESH_FOR.toSeconds() + "s")
                .env("FALLBACK_CACHE_TIMEOUT", Long.toString(STALE_FOR.toMillis()))
                .env("BREAKWATER_LIMIT_MODEL_RATE", "0")
                .env("BREAKWATER_LIMIT_USER_RATE", "1000")
                .env("BREAKWATER_LIMIT_USER_BURST", "1000");
    }
}
