package io.breakwater.aireply.model;

import io.breakwater.aireply.dispatch.Dispatcher;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Nobody waits for a model whose breaker has just opened. */
@Singleton
final class QueueRelease {

    void atStart(@Observes StartupEvent event, CircuitBreakerMaintenance breakers, Dispatcher dispatcher) {
        breakers.onStateChange(ModelGateway.NAME, state -> {
            if (state == CircuitBreakerState.OPEN) {
                dispatcher.turnAllAway();
            }
        });
    }
}
