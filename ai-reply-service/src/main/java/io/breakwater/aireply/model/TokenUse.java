package io.breakwater.aireply.model;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Tokens that a model read and wrote, as it counted them; none where no model was asked. */
@RegisterForReflection
public record TokenUse(long promptTokens, long completionTokens) {

    public static final TokenUse NONE = new TokenUse(0, 0);

    public TokenUse {
        if (promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException("tokens cannot be negative");
        }
    }
}
