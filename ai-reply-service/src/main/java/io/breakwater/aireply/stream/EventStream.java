package io.breakwater.aireply.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes an answer as server-sent events: {@code token} for each part, and {@code done} with the whole answer and all that
 * is known of it; {@code broken} instead, where the model broke off after its first part. What fails before the first part
 * is an ordinary problem.
 */
@Singleton
public final class EventStream {

    private final ObjectMapper json;

    EventStream(ObjectMapper json) {
        this.json = json;
    }

    /** Whether the caller prefers events: they name them, and do not name JSON. */
    public static boolean wanted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(MediaType.SERVER_SENT_EVENTS_TYPE::equals)
                .isPresent();
    }

    private sealed interface Step {

        record Part(String text) implements Step {}

        record Whole<A>(A answer) implements Step {}

        record Failed(ProblemException problem) implements Step {}
    }

    /** The data of a part. */
    @RegisterForReflection
    record Token(String text) {}

    /** The data of a stream that broke. */
    @RegisterForReflection
    record Broken(String code, String detail, boolean retryable) {}

    /**
     * The response; returns when its first part, or the whole answer, is there.
     *
     * @param text the answer's text, told whole where no part was
     * @param reason why a fallback made the answer: told in its place where parts of another have been told already
     * @throws ProblemException what failed before that
     */
    public <A> Response of(Telling<A> telling, Function<A, String> text, Function<A, @Nullable String> reason) {
        // Bounded by the answer that is read, which has a largest size.
        var steps = new LinkedBlockingQueue<Step>();
        Thread.ofVirtual().name("stream").start(() -> {
            try {
                steps.add(new Step.Whole<>(telling.make(part -> steps.add(new Step.Part(part)))));
            } catch (RuntimeException failure) {
                steps.add(new Step.Failed(Failures.toProblem(failure)));
            }
        });
        var first = next(steps);
        if (first instanceof Step.Failed(var problem)) {
            throw problem;
        }
        return Response.ok(
                        (StreamingOutput) out -> write(out, first, steps, text, reason),
                        MediaType.SERVER_SENT_EVENTS_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private <A> void write(
            OutputStream out,
            Step first,
            BlockingQueue<Step> steps,
            Function<A, String> text,
            Function<A, @Nullable String> reason)
            throws IOException {
        var told = false;
        for (var step = first; ; step = next(steps)) {
            switch (step) {
                case Step.Part(var part) -> {
                    event(out, "token", new Token(part));
                    told = true;
                }
                case Step.Whole<?> whole -> {
                    @SuppressWarnings("unchecked") // What telling made is what text and reason take.
                    var answer = (A) whole.answer();
                    if (!told) {
                        event(out, "token", new Token(text.apply(answer)));
                    }
                    var fallback = reason.apply(answer);
                    if (told && fallback != null) {
                        event(out, "broken", broken(fallback));
                    } else {
                        event(out, "done", answer);
                    }
                    return;
                }
                case Step.Failed(var problem) -> {
                    event(out, "broken", broken(problem.code().slug()));
                    return;
                }
            }
        }
    }

    private static Broken broken(String code) {
        return new Broken(code, "The answer broke off; what was told of it is not whole", true);
    }

    private void event(OutputStream out, String name, Object data) throws IOException {
        out.write(("event: " + name + "\ndata: " + json(data) + "\n\n").getBytes(UTF_8));
        out.flush();
    }

    private String json(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("answers can be written as JSON", impossible);
        }
    }

    private static Step next(BlockingQueue<Step> steps) {
        try {
            // Always comes: the answer is made within its caller's time, or fails.
            return steps.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Step.Failed(ProblemException.of(ProblemCode.TIMEOUT, "It was interrupted"));
        }
    }
}
