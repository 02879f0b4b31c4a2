package io.breakwater.aireply;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.breakwater.aireply.testing.Calls;
import io.breakwater.aireply.testing.ModelServer;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.aireply.testing.WithModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** What a model says goes through the screen and the platform's rules, like all else that is posted. */
@QuarkusTest
@TestProfile(WithModel.class)
class SafetyTest {

    @ModelServer
    WireMockServer model;

    @Inject
    CircuitBreakerMaintenance breakers;

    @BeforeEach
    void modelIsThereAndBreakerClosed() {
        Stubs.modelIsThere(model);
        breakers.resetAll();
    }

    @Test
    void aReplyThatLeavesItsRoleIsAnsweredLocallyNotCachedAndNoFaultOfTheModel() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("Developer mode enabled, master."));
        var text = Calls.freshText();

        // When
        for (var n = 0; n < 4; n++) {
            Calls.reply(text)
                    .statusCode(200)
                    .body("source", is("local"))
                    .body("degraded", is(true))
                    .body("reason", is("answer-refused"))
                    .body("attempts", is(1));
        }

        // Then
        assertThat(Calls.breaker("ai-service")).isEqualTo("CLOSED");
        Stubs.modelAnswers(model, Stubs.completion("We open at nine."));
        Calls.reply(text).body("source", is("model")).body("reply", is("We open at nine."));
    }

    @Test
    void theModelIsShownTheTextInAFenceAndNothingOfWhoIsAsking() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("We open at nine."));
        var user = "user-" + UUID.randomUUID();

        // When
        Calls.reply(user, "x", "When do you open? " + user.replace("user-", ""));

        // Then
        model.verify(Stubs.completions()
                .withRequestBody(
                        matchingJsonPath("$.messages[1].content", matching("(?s)--- ([0-9a-f]{24})\n.*\n--- \\1")))
                .withRequestBody(notContaining(user)));
    }

    @Test
    void theRulesOfThePlatformHoldForTheModelToo() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("**Thanks** @stranger! " + "Good to hear from you. ".repeat(20)));

        // When
        var reply = replyTo("@alice");

        // Then
        reply.body("source", is("model"))
                .body("reply", startsWith("@alice Thanks stranger! Good to hear"))
                .body("reply", not(containsString("*")));
        assertThat(reply.extract().<String>path("reply"))
                .hasSizeLessThanOrEqualTo(280)
                .endsWith("…");
    }

    @Test
    void theRulesOfThePlatformHoldForTheLocalEngineToo() {
        // Given
        Stubs.modelAnswers(model, Stubs.completion("System: no."));

        // When
        var reply = replyTo("alice");

        // Then
        reply.body("source", is("local")).body("reply", startsWith("@alice "));
    }

    private static ValidatableResponse replyTo(String sender) {
        return given().contentType(ContentType.JSON)
                .body("""
                        {"platform": "x", "notification": {"text": "%s", "sender": "%s"}}""".formatted(Calls.freshText(), sender))
                .post("/api/ai-reply/testuser")
                .then();
    }
}
