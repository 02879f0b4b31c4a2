package io.breakwater.aireply.flight;

import io.breakwater.resilience.problem.ProblemCode;
import java.time.Duration;
import java.util.Optional;

/** This replica's right to a piece of work. Close it when the work is done. For one thread at a time. */
public final class Lease implements AutoCloseable {

    private final Leases leases;
    private final Sought sought;
    private final String token;
    private Optional<Value> value = Optional.empty();
    private Optional<ProblemCode> failure = Optional.empty();

    /** What came of the work, as Redis is to keep it, and for how long. */
    record Value(byte[] bytes, Duration keptFor) {}

    Lease(Leases leases, Sought sought, String token) {
        this.leases = leases;
        this.sought = sought;
        this.token = token;
    }

    /** The work is done: Redis gets this when the lease is closed, in the same step in which it is given free. */
    public void made(byte[] bytes, Duration keptFor) {
        value = Optional.of(new Value(bytes, keptFor));
    }

    /** Our own work failed: those who wait for it elsewhere shall not try it one after the other. */
    public void failed(ProblemCode reason) {
        failure = Optional.of(reason);
    }

    /** Gives the work free. Does not wait for Redis, and works on an interrupted thread. */
    @Override
    public void close() {
        leases.release(this);
    }

    Sought sought() {
        return sought;
    }

    String token() {
        return token;
    }

    Optional<Value> value() {
        return value;
    }

    Optional<ProblemCode> failure() {
        return failure;
    }
}
