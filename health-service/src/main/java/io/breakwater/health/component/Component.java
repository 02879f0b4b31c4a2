package io.breakwater.health.component;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A part of the suite that is watched.
 *
 * @param name lower case with hyphens, unique
 * @param criticality how much the suite needs it
 * @param weight how much it costs the score while it is unhealthy, at least 0; the suite's own components weigh 100 together
 * @param dependsOn names of the components that it is the worse without
 */
public record Component(String name, Criticality criticality, int weight, List<String> dependsOn) {

    public Component {
        requireNonNull(name, "name");
        requireNonNull(criticality, "criticality");
        if (weight < 0) {
            throw new IllegalArgumentException("weight must be at least 0, is " + weight);
        }
        dependsOn = List.copyOf(dependsOn);
    }

    /** Whether the suite cannot serve without it. */
    public boolean critical() {
        return criticality == Criticality.CRITICAL;
    }
}
