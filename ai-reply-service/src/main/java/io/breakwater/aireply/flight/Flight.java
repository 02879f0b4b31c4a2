package io.breakwater.aireply.flight;

import io.breakwater.aireply.call.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work under way, and who waits for it. The lock of this object guards all changes but the result's; it is
 * taken before that of any listener, and reading takes none, so that a listener's owner may read under its own.
 */
final class Flight<V> implements Aboard {

    private final CompletableFuture<V> result = new CompletableFuture<>();
    private int waiting;
    private boolean over;
    private volatile Priority priority;
    private volatile Instant end;
    private Consumer<Priority> listener = _ -> {};
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private final StringBuilder told = new StringBuilder();
    private @Nullable Thread thread;

    /** With its first passenger aboard. */
    Flight(Passenger first) {
        this.priority = first.priority();
        this.end = first.end();
        this.waiting = 1;
        first.listener().ifPresent(listeners::add);
    }

    /** False where it is over already. */
    synchronized boolean board(Passenger passenger) {
        if (over) {
            return false;
        }
        waiting++;
        if (passenger.end().isAfter(end)) {
            end = passenger.end();
        }
        if (passenger.priority().before(priority)) {
            priority = passenger.priority();
            listener.accept(priority);
        }
        passenger.listener().ifPresent(this::listen);
        return true;
    }

    private void listen(Consumer<String> parts) {
        listeners.add(parts);
        if (!told.isEmpty()) {
            parts.accept(told.toString());
        }
    }

    @Override
    public synchronized boolean listened() {
        return !listeners.isEmpty();
    }

    @Override
    public synchronized void tell(String part) {
        told.append(part);
        listeners.forEach(parts -> parts.accept(part));
    }

    @Override
    public Instant end() {
        return end;
    }

    @Override
    public Priority priority() {
        return priority;
    }

    @Override
    public synchronized void whenMoreUrgent(Consumer<Priority> other) {
        listener = other;
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

    void fly(Work<V> work, Runnable beforeLanding) {
        try {
            var value = work.run(this);
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
