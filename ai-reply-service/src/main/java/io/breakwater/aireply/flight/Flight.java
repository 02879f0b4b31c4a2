package io.breakwater.aireply.flight;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One piece of work under way, and how many wait for it. The lock of this object guards the count and the thread. */
final class Flight<V> {

    private final CompletableFuture<V> result = new CompletableFuture<>();
    private int waiting;
    private boolean over;
    private @Nullable Thread thread;

    /** False where it is over already. */
    synchronized boolean board() {
        if (over) {
            return false;
        }
        waiting++;
        return true;
    }

    synchronized void start(String name, Runnable run) {
        thread = Thread.ofVirtual().name(name).start(run);
    }

    /** The last to leave ends the work. */
    synchronized void leave() {
        waiting--;
        if (waiting == 0 && !over && thread != null) {
            over = true;
            thread.interrupt();
        }
    }

    void fly(Callable<V> work, Runnable beforeLanding) {
        try {
            var value = work.call();
            land(beforeLanding);
            result.complete(value);
        } catch (Throwable failure) {
            // Errors too: those who wait must not wait for ever.
            land(beforeLanding);
            result.completeExceptionally(failure);
        }
    }

    CompletableFuture<V> result() {
        return result;
    }

    private void land(Runnable beforeLanding) {
        synchronized (this) {
            over = true;
        }
        beforeLanding.run();
    }
}
