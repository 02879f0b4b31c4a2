package io.breakwater.resilience.snapshot;

import io.quarkus.runtime.annotations.RegisterForReflection;

import static java.util.Objects.requireNonNull;

/**
 * Stands for the states of everything in an instance: its breakers, its dependencies, how degraded it is.
 *
 * @param mark another one as soon as one of them is another; opaque
 */
@RegisterForReflection
public record StateMark(String mark) {

    public StateMark {
        requireNonNull(mark, "mark");
    }
}
