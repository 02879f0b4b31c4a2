package io.breakwater.aireply.flight;

import io.breakwater.aireply.call.Priority;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * One who waits for a flight.
 *
 * @param priority how soon they need it
 * @param end when they stop waiting
 * @param gone completes when they go away before
 */
public record Passenger(Priority priority, Instant end, CompletableFuture<Void> gone) {}
