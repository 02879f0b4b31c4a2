package io.breakwater.aireply.model;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One request to the model, over all its attempts. */
public final class ModelCall {

    private final ChatRequest request;
    private final Instant end;
    private final Consumer<String> check;
    private final AtomicInteger attempts = new AtomicInteger();

    /**
     * @param end past it no attempt is worth while
     * @param check throws {@link ExcusedModelFailure#unusable()} for a text that cannot be used
     */
    public ModelCall(ChatRequest request, Instant end, Consumer<String> check) {
        this.request = request;
        this.end = end;
        this.check = check;
    }

    ChatRequest request() {
        return request;
    }

    Instant end() {
        return end;
    }

    ChatAnswer checked(ChatAnswer answer) {
        check.accept(answer.text());
        return answer;
    }

    void attempted() {
        attempts.incrementAndGet();
    }

    int attempts() {
        return attempts.get();
    }
}
