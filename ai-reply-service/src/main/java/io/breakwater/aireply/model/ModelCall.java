package io.breakwater.aireply.model;

import io.breakwater.aireply.dispatch.Place;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One request to the model, over all its attempts. */
public final class ModelCall {

    private final ChatRequest request;
    private final Place place;
    private final Supplier<Instant> end;
    private final Consumer<String> check;
    private final AtomicInteger attempts = new AtomicInteger();

    /**
     * @param place in the queue; each attempt waits there for its turn
     * @param end past it no attempt is worth while; asked anew each time, because others may join who wait longer
     * @param check throws {@link ExcusedModelFailure#unusable()} for a text that cannot be used
     */
    public ModelCall(ChatRequest request, Place place, Supplier<Instant> end, Consumer<String> check) {
        this.request = request;
        this.place = place;
        this.end = end;
        this.check = check;
    }

    ChatRequest request() {
        return request;
    }

    Place place() {
        return place;
    }

    Instant end() {
        return end.get();
    }

    ChatAnswer checked(ChatAnswer answer) {
        check.accept(answer.text());
        return answer;
    }

    void attempted() {
        attempts.incrementAndGet();
    }

    /** How often the model was asked for it. */
    int attempts() {
        return attempts.get();
    }
}
