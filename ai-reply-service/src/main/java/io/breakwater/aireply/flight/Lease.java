package io.breakwater.aireply.flight;

import io.breakwater.resilience.problem.ProblemCode;
import java.util.Optional;

/** What came of asking for a piece of work that another replica may be at. Close it when the work is done. */
public final class Lease implements AutoCloseable {

    private final Leases leases;
    private final String key;
    private final String token;
    private final boolean held;
    private final Optional<ProblemCode> failure;
    private Optional<ProblemCode> ownFailure = Optional.empty();

    Lease(Leases leases, String key, String token, boolean held, Optional<ProblemCode> failure) {
        this.leases = leases;
        this.key = key;
        this.token = token;
        this.held = held;
        this.failure = failure;
    }

    /** Why another replica, which we waited for, failed at it. */
    public Optional<ProblemCode> failure() {
        return failure;
    }

    /** Our own work failed: those who wait for it elsewhere shall not try it one after the other. */
    public void failed(ProblemCode reason) {
        ownFailure = Optional.of(reason);
    }

    /** Gives the work free. Does not wait for Redis, and works on an interrupted thread. */
    @Override
    public void close() {
        if (held) {
            leases.release(this);
        }
    }

    String key() {
        return key;
    }

    String token() {
        return token;
    }

    Optional<ProblemCode> ownFailure() {
        return ownFailure;
    }
}
