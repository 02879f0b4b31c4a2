package io.breakwater.aireply.flight;

import io.breakwater.resilience.problem.ProblemCode;
import java.util.Optional;

/** What came of asking for a piece of work that another replica may be at. */
public sealed interface Claim {

    /** It is done: here is what Redis has. */
    record Made(byte[] value) implements Claim {}

    /** Another replica, which we waited for, failed at it. */
    record Failed(ProblemCode reason) implements Claim {}

    /**
     * It is for this replica to do.
     *
     * @param lease to be closed when it is done
     * @param stale an older value that Redis has
     */
    record Ours(Lease lease, Optional<byte[]> stale) implements Claim {}
}
