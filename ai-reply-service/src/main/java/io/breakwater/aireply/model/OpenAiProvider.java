package io.breakwater.aireply.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.http.AnswerTooLargeException;
import io.breakwater.aireply.http.HttpAnswer;
import io.breakwater.aireply.http.OutboundHttp;
import io.breakwater.aireply.http.OutboundRequest;
import io.breakwater.resilience.config.LlmSettings;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.ratelimit.RetryAfter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Any server with OpenAI-compatible chat completions. */
@Singleton
final class OpenAiProvider implements LlmProvider {

    /** Low, so that replies are much alike from one time to the next. */
    private static final double TEMPERATURE = 0.3;

    private final LlmSettings llm;
    private final ModelAddress address;
    private final ModelStanding standing;
    private final ModelSettings settings;
    private final OutboundHttp http;
    private final ObjectMapper json;
    private final InstantSource clock;

    OpenAiProvider(
            LlmSettings llm,
            ModelAddress address,
            ModelStanding standing,
            ModelSettings settings,
            OutboundHttp http,
            ObjectMapper json,
            InstantSource clock) {
        this.llm = llm;
        this.address = address;
        this.standing = standing;
        this.settings = settings;
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean configured() {
        return address.base().isPresent();
    }

    @Override
    public String model() {
        return llm.model().orElse(settings.defaultModel());
    }

    @Override
    public ChatAnswer complete(ChatRequest request) throws InterruptedException {
        return ask(request, false, _ -> {});
    }

    @Override
    public ChatAnswer stream(ChatRequest request, Consumer<String> parts) throws InterruptedException {
        return ask(request, true, parts);
    }

    private ChatAnswer ask(ChatRequest request, boolean stream, Consumer<String> parts) throws InterruptedException {
        var events = new SseText(json, parts);
        try {
            var answer = http.send(
                    new OutboundRequest(
                            HttpMethod.POST, path("chat/completions"), headers(stream), body(request, stream), (int)
                                    settings.maxAnswer().asLongValue()),
                    events::feed);
            return answer.status() == 200 && events.began() ? streamed(events) : read(answer);
        } catch (AnswerTooLargeException endless) {
            throw ModelFailure.broken();
        } catch (IOException away) {
            throw ModelFailure.away(ProblemCode.DEPENDENCY_UNAVAILABLE, null);
        }
    }

    @Override
    public void probe() throws IOException, InterruptedException {
        var answer = http.send(new OutboundRequest(HttpMethod.GET, path("models"), headers(false), null, (int)
                settings.maxAnswer().asLongValue()));
        // Many servers have no list of models, or show it to nobody: any answer but a failure says that they are there.
        if (answer.status() >= 500) {
            throw new IOException("the model answers " + answer.status());
        }
    }

    private ChatAnswer read(HttpAnswer answer) {
        var status = answer.status();
        if (status >= 200 && status < 300) {
            standing.answered();
            return parse(answer);
        }
        if (status == 429) {
            throw ExcusedModelFailure.throttled(retryAfter(answer));
        }
        if (status == 408) {
            throw ExcusedModelFailure.hurried(retryAfter(answer));
        }
        if (status >= 500) {
            throw ModelFailure.away(ProblemCode.UPSTREAM_ERROR, retryAfter(answer));
        }
        standing.refused(status);
        throw ExcusedModelFailure.refused();
    }

    private ChatAnswer parse(HttpAnswer answer) {
        try {
            var response = json.readValue(answer.body().getBytes(), Wire.Response.class);
            var text = Optional.ofNullable(response.choices()).orElseThrow(ModelFailure::broken).stream()
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(Wire.Choice::message)
                    .map(Wire.Message::content)
                    .filter(content -> !content.isBlank())
                    .orElseThrow(ExcusedModelFailure::unusable);
            return new ChatAnswer(text.strip(), model(), tokens(response.usage()));
        } catch (IOException malformed) {
            throw ModelFailure.broken();
        }
    }

    private ChatAnswer streamed(SseText events) {
        standing.answered();
        // It ended without its end: the connection may have been cut where nobody notices.
        var text = events.text().orElseThrow(ModelFailure::broken);
        if (text.isBlank()) {
            throw ExcusedModelFailure.unusable();
        }
        return new ChatAnswer(text.strip(), model(), tokens(events.usage()));
    }

    private static TokenUse tokens(Wire.@Nullable Usage usage) {
        return usage == null
                ? TokenUse.NONE
                : new TokenUse(Math.max(0, usage.promptTokens()), Math.max(0, usage.completionTokens()));
    }

    private @Nullable Duration retryAfter(HttpAnswer answer) {
        return answer.header("Retry-After")
                .flatMap(header -> RetryAfter.parse(header, clock.instant()))
                .orElse(null);
    }

    private Buffer body(ChatRequest request, boolean stream) throws JsonProcessingException {
        return Buffer.buffer(json.writeValueAsBytes(new Wire.Request(
                model(),
                List.of(new Wire.Message("system", request.instructions()), new Wire.Message("user", request.data())),
                request.maxTokens(),
                TEMPERATURE,
                stream,
                stream ? new Wire.StreamOptions(true) : null)));
    }

    private Map<String, String> headers(boolean stream) {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", stream ? "text/event-stream, application/json" : "application/json");
        llm.apiKey().ifPresent(key -> headers.put("Authorization", "Bearer " + key));
        return headers;
    }

    /** The base may be given with or without its {@code /v1}. */
    private URI path(String path) throws IOException {
        var base = address.base().orElseThrow(() -> new IOException("no model is configured"));
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        try {
            return URI.create(base + (base.endsWith("/v1") ? "/" : "/v1/") + path);
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("LLM_SERVICE_URL is no address");
        }
    }
}
