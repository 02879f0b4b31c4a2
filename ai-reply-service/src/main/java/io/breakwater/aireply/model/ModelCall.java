package io.breakwater.aireply.model;

import io.breakwater.aireply.dispatch.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One request to the model, over all its attempts. */
public final class ModelCall {

    /** OpenAI's rule of thumb for English text; others take more bytes for a token, and for a character. */
    private static final int BYTES_PER_TOKEN = 4;

    private final ChatRequest request;
    private final Place place;
    private final BooleanSupplier affordable;
    private final Supplier<Instant> end;
    private final Consumer<ChatAnswer> check;
    private final Optional<Consumer<String>> parts;
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean told;
    private volatile TokenUse unusable = TokenUse.NONE;
    private volatile boolean answered;
    private final AtomicInteger bytesTold = new AtomicInteger();

    /**
     * @param place in the queue; each attempt waits there for its turn
     * @param affordable whether there is money for it; asked before each attempt
     * @param end past it no attempt is worth while; asked anew each time, because others may join who wait longer
     * @param check throws {@link ExcusedModelFailure#unusable()} for one that cannot be used
     * @param parts where the answer is to be told part by part
     */
    public ModelCall(
            ChatRequest request,
            Place place,
            BooleanSupplier affordable,
            Supplier<Instant> end,
            Consumer<ChatAnswer> check,
            Optional<Consumer<String>> parts) {
        this.request = request;
        this.place = place;
        this.affordable = affordable;
        this.end = end;
        this.check = check;
        this.parts = parts;
    }

    ChatRequest request() {
        return request;
    }

    Place place() {
        return place;
    }

    boolean affordable() {
        return affordable.getAsBoolean();
    }

    Instant end() {
        return end.get();
    }

    /** Who is told the answer's parts as they come. */
    Optional<Consumer<String>> parts() {
        return parts.map(to -> part -> {
            told = true;
            bytesTold.addAndGet(bytes(part));
            to.accept(part);
        });
    }

    /** Whether a part of an answer is out already, so that no attempt may begin another. */
    boolean told() {
        return told;
    }

    ChatAnswer checked(ChatAnswer answer) {
        unusable = answer.usage();
        check.accept(answer);
        answered = true;
        return answer;
    }

    /**
     * What the model read and wrote for nothing, as far as we know of it, because whoever runs it takes its price all the
     * same: an answer that can't be used, as counted; one that broke off, which nobody counted, by our estimate.
     */
    public TokenUse lost() {
        if (answered) {
            return TokenUse.NONE;
        }
        return !unusable.equals(TokenUse.NONE) || !told
                ? unusable
                : new TokenUse(tokens(bytes(request.instructions()) + bytes(request.data())), tokens(bytesTold.get()));
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static long tokens(int bytes) {
        return Math.ceilDiv(bytes, BYTES_PER_TOKEN);
    }

    void attempted() {
        attempts.incrementAndGet();
    }

    /** How often the model was asked for it. */
    int attempts() {
        return attempts.get();
    }
}
