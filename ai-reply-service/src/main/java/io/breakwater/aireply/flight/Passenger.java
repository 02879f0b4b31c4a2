package io.breakwater.aireply.flight;

import io.breakwater.aireply.call.Priority;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One who waits for a flight.
 *
 * @param priority how soon they need it
 * @param end when they stop waiting
 * @param gone completes when they go away before
 * @param listener who wants to be told the parts of the result as they come; must not wait
 */
public record Passenger(
        Priority priority, Instant end, CompletableFuture<Void> gone, Optional<? extends Consumer<String>> listener) {}
