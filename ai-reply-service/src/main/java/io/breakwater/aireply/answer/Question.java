package io.breakwater.aireply.answer;

import io.breakwater.aireply.call.Priority;
import io.breakwater.aireply.cost.Payer;
import io.breakwater.aireply.model.ChatRequest;

/** Something to be answered, in both ways. */
public interface Question<C extends Content> {

    /** The same for equal questions, and only for them; tells nothing about anybody. */
    String key();

    /** Whose question it is, for the queue: users take turns. */
    String user();

    /** Whom its cost is put down to. */
    Payer payer();

    /** How soon the answer is needed. */
    default Priority priority() {
        return Priority.NORMAL;
    }

    /** How much of the model's text may be told while it is written, in characters; 0 where it means nothing yet. */
    default int mostTold() {
        return 0;
    }

    /** Whether an answer that begins so may be told before its end is known. Asked on an event loop: must not wait. */
    default boolean mayBegin(String text) {
        return true;
    }

    /** False where there is nothing that a model could add: then the local engine answers. */
    default boolean worthAModel() {
        return true;
    }

    /** How the model is asked. */
    ChatRequest prompt();

    /**
     * Reads what the model answered.
     *
     * @throws io.breakwater.aireply.model.ModelFailure for a text that is no answer to this question
     */
    C read(String text, String model);

    /** The local engine's answer: always there, always the same. */
    C local();
}
