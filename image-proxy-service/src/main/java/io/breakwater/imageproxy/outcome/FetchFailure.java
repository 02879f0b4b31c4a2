package io.breakwater.imageproxy.outcome;

import java.time.Duration;

/**
 * A fetch failed, for a {@link Reason}. The subtypes are what fault tolerance tells failures apart by, one for each
 * {@link Blame}; {@link Reason#failure()} makes the right one.
 */
public abstract sealed class FetchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final Duration rest;

    private FetchFailure(Reason reason, Duration rest) {
        // No stack trace: made on hot paths, for what others did.
        super(reason.slug(), null, false, false);
        this.reason = reason;
        this.rest = rest;
    }

    public Reason reason() {
        return reason;
    }

    /** How long the host wants to be left alone; zero where it did not say. */
    public Duration rest() {
        return rest;
    }

    /**
     * This failure as the host that redirected sees it: what became of another host's answer is not its fault. What this
     * machine could not do stays what it is.
     */
    public FetchFailure elsewhere() {
        return this instanceof OfMachine ? this : new Elsewhere(reason);
    }

    /** Counted by the host's breaker. */
    public static sealed class OfHost extends FetchFailure {
        private static final long serialVersionUID = 1L;

        OfHost(Reason reason, Duration rest) {
            super(reason, rest);
        }
    }

    /** Counted by the host's breaker, and worth a second try. */
    public static final class OfHostForAMoment extends OfHost {
        private static final long serialVersionUID = 1L;

        OfHostForAMoment(Reason reason, Duration rest) {
            super(reason, rest);
        }
    }

    /** Of a host that was redirected to, whose own breaker has counted it: by no other. */
    public static final class Elsewhere extends FetchFailure {
        private static final long serialVersionUID = 1L;

        Elsewhere(Reason reason) {
            super(reason, Duration.ZERO);
        }
    }

    /** Counted by no breaker. */
    public static final class OfNobody extends FetchFailure {
        private static final long serialVersionUID = 1L;

        OfNobody(Reason reason, Duration rest) {
            super(reason, rest);
        }
    }

    /** Counted by the breaker of the way out alone. */
    public static final class OfMachine extends FetchFailure {
        private static final long serialVersionUID = 1L;

        OfMachine(Reason reason, Duration rest) {
            super(reason, rest);
        }
    }
}
