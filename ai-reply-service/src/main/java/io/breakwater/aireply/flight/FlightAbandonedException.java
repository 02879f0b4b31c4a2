package io.breakwater.aireply.flight;

/** The caller went away while it waited. */
public final class FlightAbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FlightAbandonedException() {
        super("the caller went away", null, false, false);
    }
}
