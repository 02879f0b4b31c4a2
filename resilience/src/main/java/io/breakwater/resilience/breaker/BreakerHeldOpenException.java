package io.breakwater.resilience.breaker;

import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * A call was turned away because an operator holds the breaker open. Every {@code @CircuitBreaker} names it in
 * {@code skipOn}, so that what was never tried is not counted as a failure.
 */
public final class BreakerHeldOpenException extends CircuitBreakerOpenException {

    private static final long serialVersionUID = 1L;

    BreakerHeldOpenException(String breaker) {
        super(breaker + " is held open");
    }
}
