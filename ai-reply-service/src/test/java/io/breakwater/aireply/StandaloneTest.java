package io.breakwater.aireply;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.breakwater.aireply.testing.Calls;
import io.breakwater.aireply.testing.Stubs;
import io.breakwater.aireply.testing.UsageResource;
import io.breakwater.aireply.testing.UsageServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Without a model, which is how the service comes out of the box. */
@QuarkusTest
@QuarkusTestResource(UsageResource.class)
class StandaloneTest {

    @UsageServer
    WireMockServer usage;

    @BeforeEach
    void usageWorks() {
        // What the tests before have served is not to be counted in this one.
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        Stubs.usageWorks(usage);
    }

    @Test
    void theLocalEngineRepliesAndSaysSo() {
        // When
        var answer = Calls.reply("testuser", "LinkedIn", "Test message " + UUID.randomUUID());

        // Then
        answer.statusCode(200)
                .body("platform", equalTo("linkedin"))
                .body("user", equalTo("testuser"))
                .body("source", equalTo("local"))
                .body("degraded", equalTo(false))
                .body("reason", nullValue())
                .body("attempts", equalTo(0))
                .body("model", nullValue())
                .body("usage.promptTokens", equalTo(0))
                .body("usage.completionTokens", equalTo(0))
                .body("costUsd", equalTo(0))
                .body("latencyMs", greaterThanOrEqualTo(0))
                .body("reply", not(equalTo("")));
    }

    @Test
    void aSecondIdenticalCallIsACacheHit() {
        // Given
        var text = Calls.freshText();
        var first = Calls.reply(text).statusCode(200).extract().<String>path("reply");

        // When
        var second = Calls.reply(text.replace(" ", "  "));

        // Then
        second.body("source", equalTo("cache"))
                .body("reply", equalTo(first))
                .body("degraded", equalTo(false))
                .body("ageSeconds", greaterThanOrEqualTo(0));
    }

    @Test
    void anotherUserPlatformOrToneIsAnotherQuestion() {
        // Given
        var text = Calls.freshText();
        Calls.reply("one", "linkedin", text).body("source", equalTo("local"));

        // When
        var otherUser = Calls.reply("other", "linkedin", text);
        var otherPlatform = Calls.reply("one", "x", text);

        // Then
        otherUser.body("source", equalTo("local"));
        otherPlatform.body("source", equalTo("local")).body("platform", equalTo("twitter"));
    }

    @Test
    void anAnalysisWithoutABodySaysThatThereIsNothingToAnalyse() {
        // Given
        var first =
                given().noContentType().post("/api/health-records/123/analyze").then();

        // When
        var second =
                given().noContentType().post("/api/health-records/123/analyze").then();

        // Then
        first.statusCode(200)
                .body("recordId", equalTo("123"))
                .body("riskLevel", equalTo("unknown"))
                .body("summary", containsString("nothing to analyse"))
                .body("findings", empty())
                .body("recommendations[0]", containsString("Send"))
                .body("disclaimer", containsString("not a diagnosis"));
        second.statusCode(200).body("source", equalTo("cache")).body("riskLevel", equalTo("unknown"));
    }

    @Test
    void oneUsersAnalysisNeverServesAnother() {
        // Given
        var body = """
                {"userId": "%s", "record": {"symptoms": ["chest pain"], "vitals": {"heartRate": 72}, "notes": ""}}""";
        Calls.analyse("r1", body.formatted("ann")).body("source", equalTo("local"));

        // When
        var same = Calls.analyse("r1", body.formatted("ann"));
        var otherUser = Calls.analyse("r1", body.formatted("bob"));
        var otherRecord = Calls.analyse("r2", body.formatted("ann"));

        // Then
        same.body("source", equalTo("cache")).body("riskLevel", equalTo("critical"));
        otherUser.body("source", equalTo("local"));
        otherRecord.body("source", equalTo("local"));
    }

    @Test
    void eachReplyIsCountedOnceWithAnIdTheTraceAndADeadline() {
        // Given
        var user = "user-" + UUID.randomUUID();
        var text = Calls.freshText();

        // When
        Calls.reply(user, "x", text).body("source", equalTo("local"));
        Calls.reply(user, "x", text).body("source", equalTo("cache"));

        // Then
        await().untilAsserted(
                        () -> assertThat(Stubs.counted(usage, user)).hasSize(2).allSatisfy(event -> {
                            assertThat(event.path("id").asText()).matches("[0-9a-f-]{36}");
                            assertThat(event.path("traceparent").asText())
                                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
                            assertThat(event.path("data").toString()).isEqualTo("""
                                    {"platform":"twitter","user":"%s","metric":"ai_reply","amount":1}""".formatted(user));
                        }));
        assertThat(ids()).doesNotHaveDuplicates();
        usage.verify(
                moreThanOrExactly(1),
                Stubs.counts()
                        .withHeader("Content-Type", matching("application/cloudevents-batch\\+json"))
                        .withHeader("X-Request-Deadline", matching("[0-9]{13}")));
    }

    @Test
    void anAnalysisIsCountedForTheUserItNames() {
        // Given
        var user = "user-" + UUID.randomUUID();

        // When
        Calls.analyse("r9", """
                {"userId": "%s", "record": {"vitals": {"heartRate": 72}}}""".formatted(user)).statusCode(200);

        // Then
        await().untilAsserted(() -> assertThat(Stubs.counted(usage, user))
                .extracting(event -> event.path("data").toString())
                .containsExactly("""
                        {"platform":"linkedin","user":"%s","metric":"analysis","amount":1}""".formatted(user)));
    }

    @Test
    void countsWaitWhileUsageServiceIsAwayAndAreSentInTheirOrder() {
        // Given
        Stubs.usageAnswers(usage, 503);
        for (var n = 1; n <= 5; n++) {
            Calls.reply("order-" + n, "facebook", Calls.freshText()).statusCode(200);
        }
        await().untilAsserted(() -> assertThat(waiting()).isEqualTo(5));

        // When
        Stubs.usageWorks(usage);

        // Then
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(Stubs.counted(usage))
                .extracting(event -> event.path("data").path("user").asText())
                .containsExactly("order-1", "order-2", "order-3", "order-4", "order-5");
    }

    @Test
    void countsThatComeTogetherAreSentTogether() {
        // Given
        Stubs.usageAnswers(usage, 503);
        for (var n = 0; n < 5; n++) {
            Calls.reply("many", "facebook", Calls.freshText()).statusCode(200);
        }
        await().untilAsserted(() -> assertThat(waiting()).isEqualTo(5));

        // When
        Stubs.usageWorks(usage);

        // Then
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        usage.verify(1, Stubs.counts());
    }

    @Test
    void ofABatchOnlyWhatIsRefusedIsPutAside() {
        // Given
        Stubs.usageAnswers(usage, 503);
        Calls.reply("accepted", "facebook", Calls.freshText()).statusCode(200);
        Calls.reply("refused", "facebook", Calls.freshText()).statusCode(200);
        Calls.reply("duplicate", "facebook", Calls.freshText()).statusCode(200);
        await().untilAsserted(() -> assertThat(waiting()).isEqualTo(3));
        var refusedBefore = refused();

        // When
        usage.resetAll();
        usage.stubFor(post(Stubs.COUNTS).willReturn(okJson("""
                        {"results": [{{#each (jsonPath request.body '$') as |event|}}{{#unless @first}},{{/unless}}
                          {"id": "{{event.id}}", {{#eq event.data.user 'refused'}}"status": "rejected", "code": "conflict"
                           {{else}}"status": "{{event.data.user}}"{{/eq}} }{{/each}}]}""").withTransformers("response-template")));

        // Then
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(refused() - refusedBefore).isEqualTo(1);
        usage.verify(1, Stubs.counts());
    }

    @Test
    void anAnswerThatLeavesOneOutIsNoAnswerForAny() {
        // Given
        usage.stubFor(post(Stubs.COUNTS).willReturn(okJson("{\"results\": []}")));
        Calls.reply("unheard", "facebook", Calls.freshText()).statusCode(200);
        await().untilAsserted(() -> assertThat(usage.findAll(Stubs.counts())).isNotEmpty());
        assertThat(waiting()).isEqualTo(1);

        // When
        Stubs.usageWorks(usage);

        // Then
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(Stubs.counted(usage, "unheard")).hasSize(1);
    }

    @Test
    void aBatchThatIsRefusedWholeIsTakenApartUntilTheCauseIsAlone() {
        // Given
        Stubs.usageAnswers(usage, 503);
        for (var n = 1; n <= 4; n++) {
            Calls.reply(n == 3 ? "poison" : "healthy", "facebook", Calls.freshText())
                    .statusCode(200);
        }
        await().untilAsserted(() -> assertThat(waiting()).isEqualTo(4));
        var refusedBefore = refused();

        // When
        Stubs.usageWorks(usage);
        usage.stubFor(post(Stubs.COUNTS)
                .withRequestBody(containing("poison"))
                .willReturn(aResponse().withStatus(400)));

        // Then
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(refused() - refusedBefore).isEqualTo(1);
        assertThat(Stubs.counted(usage, "healthy").stream()
                        .map(event -> event.path("id").asText())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void aCountThatIsRefusedForGoodHoldsNobodyUpAndIsNotSentForEver() {
        // Given
        Stubs.usageAnswers(usage, 400);
        Calls.reply("refused", "facebook", Calls.freshText()).statusCode(200);
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        usage.verify(1, Stubs.counts());

        // When
        Stubs.usageWorks(usage);
        Calls.reply("accepted", "facebook", Calls.freshText()).statusCode(200);

        // Then
        await().untilAsserted(() -> usage.verify(1, Stubs.counts()));
        assertThat(Stubs.counted(usage, "accepted")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void aCountThatAWrongSettingKeepsOutIsSentWhenThatIsPutRight(int status) {
        // Given
        Stubs.usageAnswers(usage, status);
        Calls.reply("shut-out", "facebook", Calls.freshText()).statusCode(200);
        await().untilAsserted(() -> assertThat(usage.findAll(Stubs.counts())).isNotEmpty());
        assertThat(waiting()).isEqualTo(1);

        // When
        Stubs.usageWorks(usage);

        // Then
        await().untilAsserted(() -> usage.verify(1, Stubs.counts()));
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void theSnapshotShowsBreakersCachesAndDependencies() {
        // When
        var snapshot = given().get("/resilience").then();

        // Then
        snapshot.statusCode(200)
                .body("service", equalTo("ai-reply-service"))
                .body("breakers.name", hasItems("ai-service", "usage-service", "redis"))
                .body("caches.name", hasItems("ai-replies", "analyses"))
                .body("queues.name", hasItems("usage-outbox", "model"))
                .body("dependencies.find { it.name == 'ai-service' }.state", equalTo("NOT_CONFIGURED"))
                .body("dependencies.name", hasItem("usage-service"));
        given().get("/metrics")
                .then()
                .body("queue", allOf(hasKey("urgent"), hasKey("high"), hasKey("normal"), hasKey("low")))
                .body("queue.queueSize", equalTo(0))
                .body("queue.processing", equalTo(0));
    }

    private List<String> ids() {
        return Stubs.counted(usage).stream()
                .map(event -> event.path("id").asText())
                .toList();
    }

    private static double waiting() {
        return meter("breakwater_usage_waiting");
    }

    private static double refused() {
        return meter("breakwater_usage_refused_total");
    }

    private static double meter(String name) {
        var gauge = given().get("/metrics/prometheus")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(gauge.substring(gauge.lastIndexOf(' ')));
    }
}
