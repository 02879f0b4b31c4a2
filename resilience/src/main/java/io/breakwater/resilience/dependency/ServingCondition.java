package io.breakwater.resilience.dependency;

import java.util.Optional;

/**
 * Something without which this service cannot serve at all, such as a local store that can be written. Make each one a
 * CDI bean. Asked on every readiness probe, so it answers from what is known already and never waits.
 */
public interface ServingCondition {

    String name();

    /** The code that says why the service cannot serve, or empty while it can. */
    Optional<String> blocker();
}
