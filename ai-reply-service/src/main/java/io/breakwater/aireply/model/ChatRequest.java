package io.breakwater.aireply.model;

/**
 * What a model is asked.
 *
 * @param instructions ours: what to do
 * @param data the user's: what to do it with
 * @param maxTokens how long the answer may be, at least 1
 */
public record ChatRequest(String instructions, String data, int maxTokens) {

    public ChatRequest {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, is " + maxTokens);
        }
    }

    /** Without its texts, which are personal. */
    @Override
    public String toString() {
        return "ChatRequest[hidden]";
    }
}
