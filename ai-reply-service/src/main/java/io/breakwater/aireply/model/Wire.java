package io.breakwater.aireply.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chat completions as OpenAI defined them and others copied them, as far as we use them. */
final class Wire {

    private Wire() {}

    @RegisterForReflection
    record Message(String role, @Nullable String content) {}

    @RegisterForReflection
    record Request(
            String model,
            List<Message> messages,
            @JsonProperty("max_tokens") int maxTokens,
            double temperature,
            boolean stream) {}

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
