package io.breakwater.health.registered;

import io.breakwater.health.component.Component;
import io.breakwater.health.component.Criticality;
import io.breakwater.health.registered.check.Endpoint;
import java.time.Duration;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A dependency as an operator registered it.
 *
 * @param name lower case with hyphens, as components have it
 * @param interval from one check to the next
 * @param dependsOn names of components or of other registered dependencies
 */
record RegisteredDependency(
        String name, Criticality criticality, Endpoint endpoint, Duration interval, List<String> dependsOn) {

    RegisteredDependency {
        requireNonNull(name, "name");
        requireNonNull(criticality, "criticality");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(interval, "interval");
        dependsOn = List.copyOf(dependsOn);
    }

    Component component() {
        return new Component(name, criticality, criticality.weight(), dependsOn);
    }
}
