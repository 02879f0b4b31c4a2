package io.breakwater.resilience.breaker;

import io.smallrye.faulttolerance.api.CircuitBreakerState;

/** The state of a circuit breaker, named as dashboards and the documents name it. */
public enum BreakerState {
    CLOSED,
    HALF_OPEN,
    OPEN;

    static BreakerState of(CircuitBreakerState state) {
        return switch (state) {
            case CLOSED -> CLOSED;
            case HALF_OPEN -> HALF_OPEN;
            case OPEN -> OPEN;
        };
    }
}
