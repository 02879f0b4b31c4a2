package io.breakwater.resilience.dependency;

import java.util.Optional;

/**
 * Something outside the process that this service uses. Make each one a CDI bean; {@link DependencyMonitor} probes all
 * that are configured.
 */
public interface Dependency {

    /** The name in answers, the same as that of the breaker that guards it. */
    String name();

    /** Whether the user told us to use it. What is not configured is never probed and never degrades anything. */
    boolean configured();

    /** How degraded the service is while this is away or of no use; none where nobody is the worse for it. */
    DegradationLevel whenAway();

    /**
     * Why it is of no use although it is there: the code of a problem, such as that it refuses our key. Asked on every
     * readiness probe, so it answers from what calls have found out and never waits.
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /**
     * Asks it something cheap. Runs on a virtual thread of its own and is interrupted when it takes too long.
     *
     * @throws Exception when it is not there
     */
    void probe() throws Exception;
}
