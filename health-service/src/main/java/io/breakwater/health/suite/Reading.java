package io.breakwater.health.suite;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.snapshot.Snapshot;

/** What came of reading a service's snapshot. */
sealed interface Reading {

    record Answered(Snapshot snapshot) implements Reading {}

    /** It was asked and did not answer as it should. */
    record Failed(ProblemCode reason) implements Reading {}

    /** It was not asked: its breaker is open, so this says nothing new of it. */
    record NotAsked() implements Reading {}
}
