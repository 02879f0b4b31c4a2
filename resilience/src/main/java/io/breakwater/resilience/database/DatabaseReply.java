package io.breakwater.resilience.database;

import io.breakwater.resilience.problem.ProblemCode;

/** What came of work on the database: its result, or why there is none. */
public sealed interface DatabaseReply<T> {

    /** The work is done, and committed if it wrote. */
    record Answered<T>(T value) implements DatabaseReply<T> {}

    /** No answer in time. The work may have been committed all the same: its outcome is unknown. */
    record Away<T>(ProblemCode reason) implements DatabaseReply<T> {}
}
