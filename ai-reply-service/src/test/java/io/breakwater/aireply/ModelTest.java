package io.breakwater.aireply;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.breakwater.aireply.testing.Calls;
import io.breakwater.aireply.testing.LogCapture;
import io.breakwater.aireply.testing.ModelServer;
import io.breakwater.aireply.testing.MovableClock;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.aireply.testing.UsageServer;
import io.breakwater.aireply.testing.WithModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

/** With a model behind it that works, fails, refuses, hangs and comes back. */
@QuarkusTest
@TestProfile(WithModel.class)
class ModelTest {

    @ModelServer
    WireMockServer model;

    @UsageServer
    WireMockServer usage;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    MovableClock clock;

    @BeforeEach
    void modelIsThereAndBreakerClosed() {
        Stubs.modelIsThere(model);
        breakers.resetAll();
    }

    @Test
    void theModelAnswersAndTheSecondCallIsACacheHit() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("We open at nine."));
        var text = Calls.freshText();

        // When
        var first = Calls.reply(text);
        var second = Calls.reply(text);

        // Then
        first.statusCode(200)
                .body("source", is("model"))
                .body("reply", is("We open at nine."))
                .body("model", is("gpt-4o-mini"))
                .body("attempts", is(1))
                .body("usage.promptTokens", is(100))
                .body("usage.completionTokens", is(50))
                .body("costUsd", is(0.000045f))
                .body("degraded", is(false));
        second.body("source", is("cache"))
                .body("reply", is("We open at nine."))
                .body("model", is("gpt-4o-mini"))
                .body("costUsd", is(0))
                .body("ageSeconds", greaterThanOrEqualTo(0));
        model.verify(1, Stubs.completions().withHeader("Authorization", equalTo("Bearer test-key")));
    }

    @Test
    void equalRequestsAtTheSameTimeShareOneCall() throws Exception {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("Shared.").withFixedDelay(400));
        var text = Calls.freshText();

        // When
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(_ -> callers.submit(
                            () -> Calls.reply(text).statusCode(200).extract().<String>path("reply")))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo("Shared.");
            }
        }

        // Then
        model.verify(1, Stubs.completions());
    }

    @Test
    void aFailureThatMayPassIsTriedAgainAndTheAnswerSaysHowOften() {
        // Given
        model.stubFor(post(Stubs.COMPLETIONS)
                .inScenario("recovers")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("well"));
        model.stubFor(post(Stubs.COMPLETIONS)
                .inScenario("recovers")
                .whenScenarioStateIs("well")
                .willReturn(Stubs.completion("Second try.")));

        // When
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.body("source", is("model")).body("attempts", is(2)).body("degraded", is(false));
        model.verify(2, Stubs.completions());
    }

    @Test
    void afterThreeAttemptsTheLocalEngineAnswersAndIsNotCached() {
        // Given
        Stubs.modelAnswers(model, aResponse().withStatus(500));
        var text = Calls.freshText();

        // When
        var during = Calls.reply(text);

        // Then
        during.statusCode(200)
                .body("source", is("local"))
                .body("degraded", is(true))
                .body("reason", is("upstream-error"))
                .body("attempts", is(3));
        model.verify(3, Stubs.completions());
        Stubs.modelAnswers(model, Stubs.completion("Back again."));
        Calls.reply(text).body("source", is("model")).body("degraded", is(false));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void aRefusalIsNotTriedAgainAndOpensNothing(int status) {
        // Given
        Stubs.modelAnswers(model, aResponse().withStatus(status));

        // When
        for (var n = 0; n < 4; n++) {
            Calls.reply(Calls.freshText())
                    .statusCode(200)
                    .body("source", is("local"))
                    .body("reason", is("upstream-refused"))
                    .body("attempts", is(1));
        }

        // Then
        model.verify(4, Stubs.completions());
        assertThat(Calls.breaker("ai-service")).isEqualTo("CLOSED");
    }

    @Test
    void aModelThatWillNotHaveUsIsAReasonOfReadinessUntilItAnswers() {
        // Given
        Stubs.modelAnswers(model, aResponse().withStatus(401));

        // When
        Calls.reply(Calls.freshText()).body("reason", is("upstream-refused"));

        // Then
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'serving' }.data.'ai-service'", is("upstream-refused"))
                .body("checks.find { it.name == 'serving' }.data.degradation", is("minimal"));
        Stubs.modelAnswers(model, Stubs.completion("Welcome."));
        Calls.reply(Calls.freshText()).body("source", is("model"));
        given().get("/resilience").then().body("degradation.level", is("none"));
    }

    @Test
    void whatTheModelCostIsPutDownToItsUser() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("Dear reply."));
        var user = "payer-" + UUID.randomUUID();
        var text = Calls.freshText();

        // When
        Calls.reply(user, "x", text).body("costUsd", is(0.000045f));
        Calls.reply(user, "x", text).body("costUsd", is(0));

        // Then
        given().get("/api/ai/costs?by=user")
                .then()
                .statusCode(200)
                .body("source", is("local"))
                .body("degraded", is(false))
                .body("items.find { it.key == '" + user + "' }.costUsd", is(0.000045f))
                .body("items.find { it.key == '" + user + "' }.promptTokens", is(100))
                .body("items.find { it.key == '" + user + "' }.calls", is(1));
        given().get("/api/ai/costs?by=model").then().body("items[0].key", is("gpt-4o-mini"));
        given().get("/api/ai/costs?by=colour").then().statusCode(400);
        given().get("/api/ai/costs?period=soon").then().statusCode(400);
        given().get("/api/ai/costs?period=2020-02").then().statusCode(200).body("calls", is(0));
    }

    @Test
    void aBusyModelIsAskedAgainWhenItSaysAndOpensNothing() {
        // Given
        Stubs.modelAnswers(model, aResponse().withStatus(429).withHeader("Retry-After", "1"));

        // When
        var started = System.nanoTime();
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.body("source", is("local")).body("reason", is("rate-limited")).body("attempts", is(3));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(2));
        model.verify(3, Stubs.completions());
        assertThat(Calls.breaker("ai-service")).isEqualTo("CLOSED");
    }

    @Test
    void aWaitLongerThanTheLongestBackoffIsNotBegun() {
        // Given
        Stubs.modelAnswers(model, aResponse().withStatus(503).withHeader("Retry-After", "600"));

        // When
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.body("source", is("local")).body("attempts", is(1));
        model.verify(1, Stubs.completions());
    }

    @Test
    void theBreakerOpensAfterThreeFailedRequestsAndAProbeClosesIt() {
        // Given
        Stubs.modelIsAway(model);
        Stubs.modelAnswers(model, aResponse().withStatus(500));
        for (var n = 0; n < 3; n++) {
            Calls.reply(Calls.freshText()).body("reason", is("upstream-error"));
        }
        model.verify(9, Stubs.completions());
        assertThat(Calls.breaker("ai-service")).isEqualTo("OPEN");

        // When
        var whileOpen = Calls.reply(Calls.freshText());

        // Then
        whileOpen.body("source", is("local")).body("reason", is("circuit-open")).body("attempts", is(0));
        model.verify(9, Stubs.completions());
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'serving' }.data.degradation", is("minimal"));
        Stubs.modelIsThere(model);
        Stubs.modelAnswers(model, Stubs.completion("Back."));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Calls.breaker("ai-service").equals("CLOSED"));
        Calls.reply(Calls.freshText()).body("source", is("model"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no json", "{}", "{\"choices\": []}", "{\"choices\": [{\"message\": {\"content\": \" \"}}]}"
            })
    void whatIsNoCompletionIsNotTakenForOne(String body) {
        // Given
        Stubs.modelAnswers(model, okJson(body));

        // When
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.statusCode(200)
                .body("source", is("local"))
                .body("reason", is("upstream-error"))
                .body("attempts", is(1));
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("x".repeat(300 * 1024)));

        // When
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.body("source", is("local")).body("reason", is("upstream-error"));
    }

    @Test
    void aModelThatHangsIsLeftAtTheAttemptsLimit() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("Too late.").withFixedDelay(5_000));

        // When
        var answer = Calls.reply(Calls.freshText());

        // Then
        answer.body("source", is("local"))
                .body("reason", is("timeout"))
                .body("attempts", is(3))
                .body("latencyMs", lessThan(5_000));
    }

    @Test
    void theCallersDeadlineIsKept() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("Too late.").withFixedDelay(5_000));

        // When
        var answer = given().contentType(ContentType.JSON)
                .header("X-Request-Deadline", System.currentTimeMillis() + 2_500 + aheadMillis())
                .body("""
                        {"platform": "x", "notification": {"text": "%s"}}""".formatted(Calls.freshText()))
                .post("/api/ai-reply/testuser")
                .then();

        // Then
        answer.statusCode(200)
                .body("source", is("local"))
                .body("reason", is("timeout"))
                // Three attempts at their limit would take 3,600 ms.
                .body("latencyMs", lessThan(2_500));
    }

    @Test
    void anAnswerPastItsLifeStandsInWhileTheModelFails() {
        // Given
        var text = Calls.freshText();
        Stubs.modelAnswers(model, Stubs.completion("From before."));
        Calls.reply(text).body("source", is("model"));
        clock.advance(Duration.ofMinutes(62));
        Stubs.modelAnswers(model, aResponse().withStatus(500));

        // When
        var answer = Calls.reply(text);

        // Then
        answer.statusCode(200)
                .body("source", is("stale-cache"))
                .body("reply", is("From before."))
                .body("degraded", is(true))
                .body("reason", is("upstream-error"))
                .body("ageSeconds", greaterThanOrEqualTo(62 * 60));
    }

    @Test
    void aModelsAnalysisIsReadAndAlwaysDisclaimed() {
        // Given
        Stubs.modelAnswers(
                model,
                Stubs.completion("```json {\\\"riskLevel\\\": \\\"moderate\\\", \\\"summary\\\": \\\"Raised.\\\","
                        + " \\\"findings\\\": [\\\"Blood pressure\\\"], \\\"recommendations\\\": [\\\"Rest\\\"]} ```"));

        // When
        var answer = Calls.analyse("rec-1", """
                {"userId": "ann", "record": {"vitals": {"bloodPressure": "135/85"}}}""");

        // Then
        answer.statusCode(200)
                .body("source", is("model"))
                .body("riskLevel", is("moderate"))
                .body("findings[0].text", is("Blood pressure"))
                .body("disclaimer", startsWith("Written by a language model"));
    }

    @Test
    void aModelsProseIsNoAnalysis() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("You are fine."));

        // When
        var answer = Calls.analyse("rec-2", """
                {"userId": "ann", "record": {"vitals": {"bloodPressure": "190/85"}}}""");

        // Then
        answer.body("source", is("local")).body("reason", is("upstream-error")).body("riskLevel", is("critical"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\": []}",
                "{\"choices\": [{\"message\": {\"content\": null, \"refusal\": \"No.\"}}]}",
                "{\"choices\": [{\"message\": {\"content\": \"You are fine.\"}}]}"
            })
    void answersThatCannotBeUsedTakeTheModelFromNobody(String body) {
        // Given
        Stubs.modelAnswers(model, okJson(body));

        // When
        for (var n = 0; n < 4; n++) {
            Calls.analyse("rec-" + UUID.randomUUID(), """
                            {"userId": "ann", "record": {"vitals": {"bloodPressure": "190/85"}}}""")
                    .body("source", is("local"))
                    .body("reason", is("upstream-error"));
        }

        // Then
        model.verify(4, Stubs.completions());
        assertThat(Calls.breaker("ai-service")).isEqualTo("CLOSED");
    }

    @Test
    void anEmptyRecordNeedsNoModel() {
        // When
        var answer = given().noContentType()
                .post("/api/health-records/" + UUID.randomUUID() + "/analyze")
                .then();

        // Then
        answer.statusCode(200).body("source", is("local")).body("degraded", is(false));
        model.verify(0, Stubs.completions());
    }

    @Test
    void noUsersTextIsEverLogged() {
        // Given
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        try (var log = LogCapture.start()) {
            // When
            Stubs.modelAnswers(model, Stubs.completion(canary));
            Calls.reply(canary + " answered");
            Stubs.modelAnswers(model, aResponse().withStatus(500).withBody(canary));
            Calls.reply(canary + " failed");
            Stubs.modelAnswers(model, aResponse().withStatus(400).withBody(canary));
            Calls.reply(canary + " refused");
            Stubs.modelAnswers(model, okJson("\"" + canary));
            Calls.reply(canary + " malformed");
            Calls.reply(canary, canary, canary).statusCode(400);
            Calls.reply("testuser", "x", canary + "\", unquoted").statusCode(400);
            Calls.analyse("r", "{\"userId\": \"u\", \"record\": {\"notes\": \"" + canary + "\"}}");
            Calls.analyse("r", "{\"record\": {\"symptoms\": {\"" + canary + "\": 1}}}")
                    .statusCode(400);

            // Then
            assertThat(log.text()).doesNotContain(canary);
        }
        assertThat(given().get("/metrics/prometheus").asString()).doesNotContain(canary);
        assertThat(given().get("/resilience").asString()).doesNotContain(canary);
    }

    @Test
    void noUsersIdIsEverALabel() {
        // Given
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        Stubs.modelAnswers(model, Stubs.completion("Yes."));

        // When
        Calls.reply(canary, "x", Calls.freshText()).statusCode(200);
        Calls.analyse(canary, "{\"userId\": \"" + canary + "\"}").statusCode(200);

        // Then
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !Stubs.counted(usage, canary).isEmpty());
        assertThat(given().get("/metrics/prometheus").asString()).doesNotContain(canary);
    }

    private long aheadMillis() {
        return Duration.between(java.time.Instant.now(), clock.instant()).toMillis();
    }
}
