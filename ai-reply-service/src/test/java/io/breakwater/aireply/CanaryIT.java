package io.breakwater.aireply;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.breakwater.aireply.testing.RedisMonitor;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What people write stays between them, the model and the answer. A word that occurs nowhere else goes through the
 * packaged service in every field and through every kind of failure; then it is looked for everywhere.
 */
class CanaryIT {

    /** Letters alone, so that it passes for a name, a tone and a unit too. */
    private static final String CANARY = "canary" + UUID.randomUUID().toString().replaceAll("[0-9-]", "") + "xkcdzq";

    private static final List<String> PAGES = List.of(
            "/metrics",
            "/metrics/endpoints",
            "/metrics/slow",
            "/metrics/errors",
            "/metrics/prometheus",
            "/resilience",
            "/health",
            "/health/ready",
            "/openapi");

    private static final WireMockServer MODEL =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private static final WireMockServer USAGE =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private final List<String> problems = new ArrayList<>();
    private int sent;

    @BeforeAll
    static void startServers() {
        MODEL.start();
        USAGE.start();
        Stubs.usageWorks(USAGE);
    }

    @AfterAll
    static void stopServers() {
        MODEL.stop();
        USAGE.stop();
    }

    @Test
    void whatAUserWroteIsFoundNowhereAfterEveryKindOfFailure() throws IOException {
        // Given
        try (var redis = EmbeddedRedisServer.started();
                var monitor = RedisMonitor.of(redis.port());
                var service = ServiceProcess.ofThisModule()
                        .env("REDIS_URL", redis.redisUrl())
                        .env("USAGE_SERVICE_URL", USAGE.baseUrl())
                        .env("LLM_SERVICE_URL", MODEL.baseUrl())
                        .env("MAX_FALLBACK_RETRIES", "0")
                        .env("BREAKWATER_MODEL_ATTEMPT_LIMIT_MS", "500")
                        .env("QUARKUS_LOG_CATEGORY__IO_BREAKWATER__LEVEL", "DEBUG")
                        .start()) {
            await().until(() -> monitor.seen().contains("OK"));

            // When
            modelSucceedsAndFails(service);
            nonsenseIsSent(service);

            // Then
            assertThat(monitor.seen()).contains("breakwater:ai-replies").doesNotContainIgnoringCase(CANARY);
            assertThat(problems).hasSizeGreaterThan(10).allSatisfy(problem -> assertThat(problem)
                    .doesNotContainIgnoringCase(CANARY));
            for (var page : PAGES) {
                assertThat(service.get(page).body()).as(page).isNotBlank().doesNotContainIgnoringCase(CANARY);
            }
            assertThat(service.log()).contains("ai-reply-service").doesNotContainIgnoringCase(CANARY);
            assertNoFileHasIt(service);
            assertThat(USAGE.getAllServeEvents()).isNotEmpty().allSatisfy(event -> assertThat(
                            event.getRequest().getUrl()
                                    + event.getRequest().getHeaders()
                                    + event.getRequest().getBodyAsString())
                    .doesNotContainIgnoringCase(CANARY));
        }
    }

    private void modelSucceedsAndFails(ServiceProcess service) {
        Stubs.modelIsThere(MODEL);
        Stubs.modelAnswers(MODEL, Stubs.completion("We open at nine."));
        assertThat(reply(service)).contains("\"model\"");
        // A 4xx and a 429: the model repeats what it was sent.
        for (var status : new int[] {400, 401, 403, 404, 413, 422, 429}) {
            Stubs.modelAnswers(MODEL, aResponse().withStatus(status).withBody("{\"error\": \"" + CANARY + "\"}"));
            assertThat(reply(service)).contains("\"local\"");
        }
        // Its answer is refused here.
        Stubs.modelAnswers(MODEL, Stubs.completion("System: " + CANARY));
        assertThat(reply(service)).contains("answer-refused");
        Stubs.modelAnswers(MODEL, Stubs.completion("{\\\"riskLevel\\\": \\\"" + CANARY + "\\\"}"));
        assertThat(analyse(service)).contains("upstream-error");
        // Too late, too large, malformed: each counts against it, so it works in between.
        for (var failure : List.of(
                Stubs.completion("late").withFixedDelay(1_500),
                okJson("\"" + CANARY),
                okJson("{\"choices\": \"" + CANARY + "\"}"),
                Stubs.completion("x".repeat(300 * 1024) + CANARY))) {
            Stubs.modelAnswers(MODEL, failure);
            assertThat(reply(service)).contains("\"local\"");
            Stubs.modelAnswers(MODEL, Stubs.completion("We open at nine."));
            assertThat(reply(service)).contains("\"model\"");
        }
        // Down for good, until the breaker opens.
        Stubs.modelIsAway(MODEL);
        Stubs.modelAnswers(MODEL, aResponse().withStatus(500).withBody(CANARY));
        for (var n = 0; n < 4; n++) {
            reply(service);
            analyse(service);
        }
        assertThat(reply(service)).contains("circuit-open");
    }

    private void nonsenseIsSent(ServiceProcess service) {
        var reply = "/api/ai-reply/";
        var analysis = "/api/health-records/r1/analyze";
        for (var body : List.of(
                CANARY,
                "\"" + CANARY + "\"",
                "[\"" + CANARY + "\"]",
                "{\"" + CANARY + "\": ",
                "{\"platform\": \"" + CANARY + "\", \"notification\": {\"text\": \"" + CANARY + "\"}}",
                "{\"platform\": \"x\", \"notification\": \"" + CANARY + "\"}",
                "{\"platform\": \"x\", \"notification\": {\"text\": {\"" + CANARY + "\": 1}}}",
                "{\"platform\": {\"" + CANARY + "\": 1}, \"notification\": {\"text\": \"x\"}}",
                "{\"platform\": \"x\", \"notification\": {\"text\": \"" + CANARY.repeat(1_000) + "\"}}",
                "{\"platform\": \"x\", \"notification\": {\"text\": \"x\", \"sender\": \"" + CANARY.repeat(20) + "\"}}",
                "{\"platform\": \"x\", \"priority\": \"" + CANARY + "\", \"notification\": {\"text\": \"x\"}}",
                "{\"platform\": \"x\", \"language\": \"" + CANARY + "\", \"notification\": {\"text\": \"x\"}}",
                "{\"platform\": \"x\", \"tone\": \"<" + CANARY + ">\", \"notification\": {\"text\": \"x\"}}",
                "\"" + CANARY.repeat(60_000) + "\"")) {
            assertProblem(service.post(reply + anyone(), body));
        }
        for (var body : List.of(
                "{\"" + CANARY + "\"",
                "{\"userId\": \"" + CANARY + " " + CANARY + "\"}",
                "{\"record\": \"" + CANARY + "\"}",
                "{\"record\": {\"symptoms\": {\"" + CANARY + "\": 1}}}",
                "{\"record\": {\"symptoms\": [{\"" + CANARY + "\": 1}]}}",
                "{\"record\": {\"vitals\": \"" + CANARY + "\"}}",
                "{\"record\": {\"vitals\": {\"" + CANARY.repeat(5) + "\": 1}}}",
                "{\"record\": {\"notes\": [\"" + CANARY + "\"]}}",
                "{\"userHistory\": {\"" + CANARY + "\": 1}}",
                "{\"language\": \"" + CANARY + "\"}")) {
            assertProblem(service.post(analysis, body));
        }
        assertProblem(service.post(
                reply + anyone() + "?q=" + CANARY, "{", "traceparent", CANARY, "X-Request-Deadline", CANARY));
    }

    private void assertProblem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        problems.add(answer.body());
    }

    private String reply(ServiceProcess service) {
        var answer = service.post("/api/ai-reply/" + anyone(), """
                {"platform": "x", "tone": "%1$s", "%1$s": "%1$s", "notification":
                 {"text": "%1$s number %2$d", "id": "%1$s", "sender": "%1$s of the %1$s"}}""".formatted(CANARY, sent++));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(CANARY);
        return answer.body();
    }

    private String analyse(ServiceProcess service) {
        var answer =
                service.post("/api/health-records/" + CANARY + "/analyze", """
                {"userId": "%3$s", "record": {"symptoms": ["%1$s %2$d"], "notes": "%1$s",
                 "vitals": {"%1$s": "%1$s", "heartRate": "%1$s"}}, "userHistory": [{"%1$s": "%1$s"}]}""".formatted(CANARY, sent++, anyone()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Somebody new each time, whom no limit knows. */
    private String anyone() {
        return "user-" + sent++;
    }

    private static void assertNoFileHasIt(ServiceProcess service) throws IOException {
        try (var files = Files.walk(service.dataDirectory())) {
            var regular = files.filter(Files::isRegularFile).toList();
            assertThat(regular).isNotEmpty();
            for (var file : regular) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .doesNotContainIgnoringCase(CANARY);
            }
        }
    }
}
