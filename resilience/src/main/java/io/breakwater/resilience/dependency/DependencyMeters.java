package io.breakwater.resilience.dependency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** What is known of the dependencies, as gauges: for alerts that need no traffic to notice a loss. */
@Startup
@Singleton
final class DependencyMeters {

    DependencyMeters(DependencyMonitor monitor, @Any Instance<Dependency> dependencies, MeterRegistry meters) {
        Gauge.builder("breakwater.degradation", monitor, m -> m.degradation()
                        .level()
                        .ordinal())
                .description("0 none, 1 reduced, 2 minimal, 3 unavailable")
                .register(meters);
        for (var dependency : dependencies) {
            // What is not configured is not missed, so it has no series.
            if (dependency.configured()) {
                Gauge.builder("breakwater.dependency.up", monitor, m -> up(m, dependency.name()))
                        .description("1 there, 0 away; no number before it was first asked")
                        .tag("dependency", dependency.name())
                        .register(meters);
            }
        }
    }

    private static double up(DependencyMonitor monitor, String name) {
        return monitor.statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .map(status -> value(status.state()))
                .orElse(Double.NaN);
    }

    private static double value(DependencyState state) {
        return switch (state) {
            case UP -> 1;
            case DOWN -> 0;
            case UNKNOWN, NOT_CONFIGURED -> Double.NaN;
        };
    }
}
