package io.breakwater.resilience.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The language model that this suite was given: an upstream with OpenAI-compatible chat completions. */
@ConfigMapping(prefix = "breakwater.llm")
public interface LlmSettings {

    /** Whether {@code LLM_SERVICE_URL} is set; without it the local engine answers. */
    @WithDefault("false")
    boolean configured();

    /** {@code LLM_SERVICE_URL}, as it was given. */
    Optional<String> url();

    /** {@code LLM_API_KEY}: a secret. */
    Optional<String> apiKey();

    /** {@code LLM_MODEL}. */
    Optional<String> model();
}
