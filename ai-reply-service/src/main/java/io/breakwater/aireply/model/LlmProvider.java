package io.breakwater.aireply.model;

import java.io.IOException;
import java.util.function.Consumer;

/** A language model. Implementations are safe for use by many threads. */
public interface LlmProvider {

    /** Whether there is a model to ask. */
    boolean configured();

    /** The name of the model that is asked, for keys and prices. */
    String model();

    /**
     * Asks once, without retries. Blocks until the answer is there; an interrupt aborts the call.
     *
     * @throws ModelFailure when it gives no usable answer
     */
    ChatAnswer complete(ChatRequest request) throws InterruptedException;

    /**
     * Asks once and tells the parts of the answer as they come; a model that does not stream tells none.
     *
     * @param parts is called on an event loop and must not wait
     * @throws ModelFailure when it gives no usable answer, which may be after some parts
     */
    ChatAnswer stream(ChatRequest request, Consumer<String> parts) throws InterruptedException;

    /**
     * Asks whether it is there, without using any tokens.
     *
     * @throws IOException when it is not
     */
    void probe() throws IOException, InterruptedException;
}
