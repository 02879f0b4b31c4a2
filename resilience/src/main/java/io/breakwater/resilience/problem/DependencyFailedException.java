package io.breakwater.resilience.problem;

/** Carries the checked failure of a call to a dependency through code that declares none; the cause is what counts. */
public class DependencyFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DependencyFailedException(Exception cause) {
        super("a dependency failed", cause, false, false);
    }
}
