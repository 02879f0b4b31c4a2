package io.breakwater.aireply.model;

/**
 * What a model answered.
 *
 * @param text never blank
 * @param model as the model calls itself
 */
public record ChatAnswer(String text, String model, TokenUse usage) {

    /** Without its text, which is personal. */
    @Override
    public String toString() {
        return "ChatAnswer[" + model + "]";
    }
}
