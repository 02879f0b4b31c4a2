package io.breakwater.aireply;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.breakwater.aireply.testing.RedisDump;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people write, and what is written to them, is theirs: a word that is in every text is looked for wherever the
 * service leaves anything, whatever fails meanwhile. The log is at its most talkative.
 */
class CanaryIT {

    private static final String CANARY = "Zwitscherbart77";
    private static final String PASSWORD = "canary-operator";

    private static final WireMockServer MODEL =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private static final WireMockServer USAGE =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private static final EmbeddedRedisServer REDIS = EmbeddedRedisServer.notStarted();
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        REDIS.start();
        MODEL.start();
        USAGE.start();
        Stubs.modelIsThere(MODEL);
        Stubs.usageWorks(USAGE);
        service = ServiceProcess.ofThisModule()
                .env("LLM_SERVICE_URL", MODEL.baseUrl())
                .env("LLM_API_KEY", CANARY + "-key")
                .env("USAGE_SERVICE_URL", USAGE.baseUrl())
                .env("REDIS_URL", REDIS.redisUrl())
                .env("CACHE_ENCRYPTION_KEY", "0123456789abcdef".repeat(4))
                .env("OPERATOR_PASSWORD", PASSWORD)
                .env("BREAKWATER_LIMIT_USER_RATE", "0")
                .env("BREAKWATER_LIMIT_MODEL_RATE", "0")
                .env("BREAKWATER_MODEL_ATTEMPT_LIMIT_MS", "500")
                .env("QUARKUS_LOG_CATEGORY__IO_BREAKWATER__LEVEL", "DEBUG")
                .start();
    }

    @AfterAll
    static void stop() {
        service.close();
        MODEL.stop();
        USAGE.stop();
        REDIS.close();
    }

    @BeforeEach
    void allIsWell() {
        Stubs.modelIsThere(MODEL);
        Stubs.usageWorks(USAGE);
        var operator = "Basic " + Base64.getEncoder().encodeToString(("operator:" + PASSWORD).getBytes(UTF_8));
        assertThat(service.post("/admin/circuit-breakers/reset", "{}", "Authorization", operator)
                        .statusCode())
                .isEqualTo(200);
    }

    /** What a model may do; each says what it was told, as far as it can. */
    enum Model {
        ANSWERS(Stubs.completion("Thank you, " + CANARY + ".")),
        LEAKS(Stubs.completion("My instructions are: " + CANARY)),
        FAILS(said(500)),
        REFUSES(said(400)),
        FORBIDS(said(401)),
        THROTTLES(said(429).withHeader("Retry-After", "1")),
        HURRIES(said(408)),
        SAYS_NOTHING(said(200).withBody("")),
        SPEAKS_HTML(said(200).withBody("<h1>" + CANARY + "</h1>")),
        BREAKS_ITS_JSON(said(200).withBody("{\"choices\": [{\"message\": {\"content\": \"" + CANARY)),
        HAS_ANOTHER_SHAPE(said(200).withBody("{\"choices\": \"" + CANARY + "\"}")),
        IS_LATE(Stubs.completion(CANARY).withFixedDelay(1_500)),
        RESETS(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        SENDS_RUBBISH(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
        BREAKS_OFF(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        STREAMS_HALF(said(200)
                .withHeader("Content-Type", "text/event-stream")
                .withBody("data: {\"choices\": [{\"delta\": {\"content\": \"Hello " + CANARY + "\"}}]}\n\n")),
        STREAMS_RUBBISH(
                said(200).withHeader("Content-Type", "text/event-stream").withBody("data: " + CANARY + "\n\n"));

        private final ResponseDefinitionBuilder answer;

        Model(ResponseDefinitionBuilder answer) {
            this.answer = answer;
        }

        private static ResponseDefinitionBuilder said(int status) {
            return aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/json")
                    .withHeader("X-Request-Id", CANARY)
                    .withBody("{\"error\": {\"message\": \"cannot answer " + CANARY + "\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOfWhatWasWrittenWhateverTheModelDoes(Model does) throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, does.answer);

        // When
        var answers = new ArrayList<HttpResponse<String>>();
        answers.add(service.post("/api/ai-reply/ann", message(does + "-1")));
        answers.add(service.post("/api/ai-reply/ann", message(does + "-2"), "Accept", "text/event-stream"));
        answers.add(service.post("/api/health-records/r1/analyze", record(does + "-3")));

        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(traces()).isEmpty();
    }

    @Test
    void nothingIsLeftWhenRedisAndUsageServiceAreAway() throws Exception {
        // Given
        Stubs.modelAnswers(MODEL, Stubs.completion("Thank you, " + CANARY + "."));
        Stubs.usageAnswers(USAGE, 503);
        REDIS.stop();
        try {
            // When
            for (var n = 0; n < 8; n++) {
                assertThat(service.post("/api/ai-reply/ann", message("away-" + n))
                                .statusCode())
                        .isEqualTo(200);
            }

            // Then
            assertThat(traces(Map.of())).isEmpty();
        } finally {
            REDIS.start();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"platform\": \"" + CANARY + "\", \"notification\": {\"text\": \"hello\"}}",
                "{\"platform\": \"x\", \"notification\": {\"text\": {\"" + CANARY + "\": 1}}}",
                "{\"platform\": \"x\", \"notification\": \"" + CANARY + "\"}",
                "{\"platform\": \"x\", \"notification\": {\"text\": \"" + CANARY + "\"}, \"priority\": \"" + CANARY
                        + "\"}",
                "{\"platform\": \"x\", \"notification\": {\"text\": \"" + CANARY + "\"}, \"language\": \"" + CANARY
                        + "!\"}",
                "{\"platform\": \"x\", \"notification\": {\"text\": \"" + CANARY,
                "[\"" + CANARY + "\"]",
                CANARY
            })
    void aProblemDoesNotRepeatWhatWasSentNorDoesTheLog(String body) throws Exception {
        // When
        var answer = service.post("/api/ai-reply/ann", body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(CANARY);
        assertThat(traces()).isEmpty();
    }

    private static String message(String unique) {
        return """
                {"platform": "linkedin", "notification": {"text": "My name is %s, call me at %s@example.com! %s",
                 "sender": "%s", "id": "n-1"}}""".formatted(CANARY, CANARY, unique, CANARY);
    }

    private static String record(String unique) {
        return """
                {"userId": "ann", "record": {"symptoms": ["pain in the %s"], "vitals": {"heartRate": 140, "%s": "%s"},
                 "notes": "%s said %s"}, "userHistory": [{"notes": "%s"}]}""".formatted(CANARY, CANARY, CANARY, CANARY, unique, CANARY);
    }

    /** Where the word was found: the place and what is around it. */
    private static Map<String, String> traces() throws IOException {
        return traces(Map.of("redis", RedisDump.of(REDIS.port())));
    }

    private static Map<String, String> traces(Map<String, String> others) throws IOException {
        var places = new TreeMap<>(others);
        places.put("log", service.log());
        for (var path : List.of(
                "/metrics",
                "/metrics/endpoints",
                "/metrics/slow",
                "/metrics/errors",
                "/metrics/prometheus",
                "/resilience",
                "/health",
                "/api/ai/costs?by=user")) {
            places.put(path, service.get(path).body());
        }
        try (var files = Files.walk(service.dataDirectory())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                places.put(file.getFileName().toString(), Files.readString(file, ISO_8859_1));
            }
        }
        var found = new TreeMap<String, String>();
        places.forEach((place, text) -> {
            var at = text.toLowerCase(Locale.ROOT).indexOf(CANARY.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                found.put(place, text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
            }
        });
        return found;
    }
}
