package io.breakwater.aireply.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chat completions as OpenAI defined them and others copied them, as far as we use them. */
final class Wire {

    private Wire() {}

    @RegisterForReflection
    record Message(@Nullable String role, @Nullable String content) {}

    @RegisterForReflection
    record Request(
            String model,
            List<Message> messages,
            @JsonProperty("max_tokens") int maxTokens,
            double temperature,
            boolean stream,

            @JsonProperty("stream_options") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            StreamOptions streamOptions) {}

    /** Without it a stream ends without saying how many tokens it was. */
    @RegisterForReflection
    record StreamOptions(@JsonProperty("include_usage") boolean includeUsage) {}

    @RegisterForReflection
    record Piece(@Nullable Message delta) {}

    @RegisterForReflection
    record Chunk(
            @Nullable List<@Nullable Piece> choices,
            @Nullable Usage usage) {}

    @RegisterForReflection
    record Choice(@Nullable Message message) {}

    @RegisterForReflection
    record Usage(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("completion_tokens") long completionTokens) {}

    @RegisterForReflection
    record Response(
            @Nullable String model,
            @Nullable List<@Nullable Choice> choices,
            @Nullable Usage usage) {}
}
