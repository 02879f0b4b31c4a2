package io.breakwater.usage.counting;

import io.breakwater.resilience.problem.ProblemCode;

/** What became of an event. Whichever it is, it is on disk. */
public sealed interface Outcome {

    /**
     * It counts.
     *
     * @param used the metric's month with it, as far as known
     * @param durability whose disk it is on
     */
    record Counted(long used, boolean duplicate, Durability durability) implements Outcome {}

    /** It is in the local journal, because the database that is configured is away; it counts, and moves there later. */
    record Journaled(long used, boolean duplicate, ProblemCode reason) implements Outcome {}

    /** Another event has its id: nothing was counted. */
    record Conflict() implements Outcome {}
}
