package io.breakwater.aireply.model;

import io.breakwater.resilience.problem.ProblemCode;

/** What came of asking the model. */
public sealed interface ModelOutcome {

    /** How often the model was asked for it. */
    int attempts();

    record Answered(ChatAnswer answer, int attempts) implements ModelOutcome {}

    /** There is no answer; the reason goes to the caller. */
    record Away(ProblemCode reason, int attempts) implements ModelOutcome {}
}
