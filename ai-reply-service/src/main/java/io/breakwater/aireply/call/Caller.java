package io.breakwater.aireply.call;

import io.breakwater.resilience.request.Deadline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Someone who waits for an answer.
 *
 * @param deadline past it nobody reads the answer
 * @param gone completes when the connection is closed: nobody is there to read it
 * @param traceparent the trace to pass on (W3C)
 * @param listener where they want to be told the parts of the answer as they come
 */
public record Caller(
        Deadline deadline, CompletableFuture<Void> gone, Optional<String> traceparent, Optional<Listener> listener) {

    /** The same, who wants to be told the parts. */
    public Caller listening(Listener to) {
        return new Caller(deadline, gone, traceparent, Optional.of(to));
    }

    /** Whether they know something of another answer already. */
    public boolean told() {
        return listener.map(Listener::told).orElse(false);
    }
}
