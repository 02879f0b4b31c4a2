package io.breakwater.usage.erasure;

import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemException;

/** Something that holds what belongs to a person. Make each one a CDI bean. */
public interface Erasable {

    /**
     * Forgets a person; doing it again changes nothing.
     *
     * @return how many rows or entries that were
     * @throws ProblemException {@code dependency-unavailable} where it cannot be done now
     */
    long erase(UserId user);
}
