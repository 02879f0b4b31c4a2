package io.breakwater.aireply.dispatch;

import io.breakwater.aireply.call.Priority;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A request's place in the queue, from when it was let in until it is closed, over all its attempts: it may wait for a
 * turn, give that back, and wait again. Used by one thread at a time, but for {@link #raise}; its fields are guarded by
 * the dispatcher's lock.
 */
public final class Place implements AutoCloseable {

    private final Dispatcher dispatcher;
    private final String user;
    private final Supplier<Instant> end;
    private Priority priority;
    private Priority lane;
    private Instant laneSince = Instant.EPOCH;
    private CompletableFuture<Turn> turn = new CompletableFuture<>();
    private boolean working;
    private boolean closed;

    Place(Dispatcher dispatcher, String user, Priority priority, Supplier<Instant> end) {
        this.dispatcher = dispatcher;
        this.user = user;
        this.priority = priority;
        this.lane = priority;
        this.end = end;
    }

    /** Waits until it is this request's turn, or until there is no use in it. An interrupt leaves the line at once. */
    public Turn await() throws InterruptedException {
        return dispatcher.await(this);
    }

    /** Gives the turn back, so that another may work; nothing where there is none to give. */
    public void giveBack() {
        dispatcher.giveBack(this);
    }

    /** Somebody with this priority waits for it too. A lower one than it has changes nothing. */
    public void raise(Priority other) {
        dispatcher.raise(this, other);
    }

    /** Leaves the queue. */
    @Override
    public void close() {
        dispatcher.close(this);
    }

    String user() {
        return user;
    }

    Instant end() {
        return end.get();
    }

    /** What was asked for. */
    Priority priority() {
        return priority;
    }

    void ask(Priority asked) {
        priority = asked;
    }

    /** Where it waits: what was asked for, or more by age. */
    Priority lane() {
        return lane;
    }

    Instant laneSince() {
        return laneSince;
    }

    void enter(Priority newLane, Instant now) {
        lane = newLane;
        laneSince = now;
    }

    CompletableFuture<Turn> newTurn() {
        turn = new CompletableFuture<>();
        return turn;
    }

    void decide(Turn outcome) {
        turn.complete(outcome);
    }

    boolean working() {
        return working;
    }

    void working(boolean now) {
        working = now;
    }

    /** True once. */
    boolean closeOnce() {
        var first = !closed;
        closed = true;
        return first;
    }
}
