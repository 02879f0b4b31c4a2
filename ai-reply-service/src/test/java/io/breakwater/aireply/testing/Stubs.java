package io.breakwater.aireply.testing;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

/** What the servers around the service answer. */
public final class Stubs {

    public static final String COMPLETIONS = "/v1/chat/completions";
    public static final String INCREMENTS = "/api/usage/[^/]+/[^/]+/increment";

    private Stubs() {}

    public static void usageWorks(WireMockServer usage) {
        usage.resetAll();
        usage.stubFor(get("/health/live").willReturn(okJson("{}")));
        usageAnswers(usage, 200);
    }

    public static void usageAnswers(WireMockServer usage, int status) {
        usage.stubFor(post(urlMatching(INCREMENTS))
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

    public static RequestPatternBuilder increments() {
        return postRequestedFor(urlMatching(INCREMENTS));
    }
}
