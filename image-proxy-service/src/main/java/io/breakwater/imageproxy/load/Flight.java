package io.breakwater.imageproxy.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One load under way, and whoever waits for it. */
final class Flight {

    private final CompletableFuture<Load> end = new CompletableFuture<>();
    private final CompletableFuture<Stream> stream = new CompletableFuture<>();

    CompletableFuture<Load> end() {
        return end;
    }

    /** Its image is coming, large. Only the first attempt is streamed: what comes after a break comes whole. */
    void streams(Stream coming) {
        stream.complete(coming);
    }

    /**
     * Waits for the end, or until its image is coming, unless it is wanted whole.
     *
     * @throws TimeoutException when that takes longer; the flight goes on
     */
    Load await(boolean whole, boolean collapsed, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        var until = System.nanoTime() + patience.toNanos();
        if (!whole) {
            CompletableFuture.anyOf(end, stream).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (!end.isDone() && !stream.join().broken()) {
                return new Load.Streamed(stream.join(), collapsed);
            }
        }
        var load = end.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        return load instanceof Load.Miss miss ? new Load.Miss(miss.image(), miss.forward(), collapsed) : load;
    }
}
