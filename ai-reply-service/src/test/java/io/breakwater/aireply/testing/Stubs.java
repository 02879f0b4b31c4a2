package io.breakwater.aireply.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.util.ArrayList;
import java.util.List;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

/** What the servers around the service answer. */
public final class Stubs {

    public static final String COMPLETIONS = "/v1/chat/completions";
    public static final String COUNTS = "/api/usage/events";

    /** Every event of the batch is accepted. */
    private static final String ACCEPTED = """
            {"results": [{{#each (jsonPath request.body '$') as |event|}}{{#unless @first}},{{/unless}}
              {"id": "{{event.id}}", "status": "accepted", "durability": "postgres"}{{/each}}]}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Stubs() {}

    public static void usageWorks(WireMockServer usage) {
        usage.resetAll();
        usage.stubFor(get("/health/live").willReturn(okJson("{}")));
        usage.stubFor(post(COUNTS)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withTransformers("response-template")
                        .withBody(ACCEPTED)));
    }

    /** To every batch, whatever is in it. */
    public static void usageAnswers(WireMockServer usage, int status) {
        usage.stubFor(post(COUNTS)
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{}")));
    }

    public static void modelIsThere(WireMockServer model) {
        model.resetAll();
        model.stubFor(get("/v1/models").willReturn(okJson("{\"data\": []}")));
    }

    public static void modelIsAway(WireMockServer model) {
        model.stubFor(get("/v1/models").willReturn(aResponse().withStatus(503)));
    }

    public static void modelAnswers(WireMockServer model, ResponseDefinitionBuilder answer) {
        model.stubFor(post(COMPLETIONS).willReturn(answer));
    }

    /** A completion with this text (no quotes in it), 100 tokens read and 50 written. */
    public static ResponseDefinitionBuilder completion(String text) {
        return okJson("""
                {"model": "whatever", "choices": [{"message": {"role": "assistant", "content": "%s"}}],
                 "usage": {"prompt_tokens": 100, "completion_tokens": 50}}""".formatted(text));
    }

    public static RequestPatternBuilder completions() {
        return postRequestedFor(urlEqualTo(COMPLETIONS));
    }

    public static RequestPatternBuilder counts() {
        return postRequestedFor(urlEqualTo(COUNTS));
    }

    /** The events of all batches that came, in their order, those that came twice twice. */
    public static List<JsonNode> counted(WireMockServer usage) {
        var events = new ArrayList<JsonNode>();
        for (var batch : usage.findAll(counts())) {
            try {
                JSON.readTree(batch.getBodyAsString()).forEach(events::add);
            } catch (JsonProcessingException unreadable) {
                throw new AssertionError("no batch: " + batch.getBodyAsString(), unreadable);
            }
        }
        return events;
    }

    /** The same, of one user. */
    public static List<JsonNode> counted(WireMockServer usage, String user) {
        return counted(usage).stream()
                .filter(event -> event.path("data").path("user").asText().equals(user))
                .toList();
    }
}
