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
 */
public record Caller(Deadline deadline, CompletableFuture<Void> gone, Optional<String> traceparent) {}
