package io.breakwater.resilience.health;

import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.DependencyMonitor;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether this instance can serve, and how well. A degraded instance is ready: taking it out of service would turn
 * a fallback into an outage. Quarkus adds its own check that goes down while the instance drains before it stops.
 */
@Readiness
final class ServingReadiness implements HealthCheck {

    private final DependencyMonitor dependencies;

    ServingReadiness(DependencyMonitor dependencies) {
        this.dependencies = dependencies;
    }

    @Override
    public HealthCheckResponse call() {
        var degradation = dependencies.degradation();
        var response = HealthCheckResponse.named("serving")
                .status(degradation.level() != DegradationLevel.UNAVAILABLE)
                .withData("degradation", degradation.level().slug());
        degradation.reasons().forEach(response::withData);
        return response.build();
    }
}
