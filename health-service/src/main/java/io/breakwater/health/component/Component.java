package io.breakwater.health.component;

import static java.util.Objects.requireNonNull;

/**
 * A part of the suite that is watched.
 *
 * @param name lower case with hyphens, unique
 * @param critical whether the suite cannot serve without it
 * @param weight how many of the score's 100 points it costs while it is unhealthy, at least 0
 */
public record Component(String name, boolean critical, int weight) {

    public Component {
        requireNonNull(name, "name");
        if (weight < 0) {
            throw new IllegalArgumentException("weight must be at least 0, is " + weight);
        }
    }
}
