package io.breakwater.usage.counting;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.usage.limit.Standing;
import java.util.List;
import java.util.Optional;

/** What became of an event. */
public sealed interface Outcome {

    /**
     * It counts, and is on disk.
     *
     * @param used the metric's month with it, as far as known
     * @param durability whose disk it is on
     * @param standings the limits of the metric and what is left of them; empty where nothing limits it
     */
    record Counted(long used, boolean duplicate, Durability durability, List<Standing> standings) implements Outcome {

        Counted(long used, boolean duplicate, Durability durability) {
            this(used, duplicate, durability, List.of());
        }
    }

    /** It is in the local journal, because the database that is configured is away; it counts, and moves there later. */
    record Journaled(long used, boolean duplicate, ProblemCode reason, List<Standing> standings) implements Outcome {}

    /**
     * Its caller wanted a limit enforced, and it did not fit: nothing was counted.
     *
     * @param exceeded the limit that has room last
     * @param reason why that was decided by what this replica knew, where it was
     */
    record OverQuota(Standing exceeded, List<Standing> standings, Optional<ProblemCode> reason) implements Outcome {}

    /** Another event has its id: nothing was counted. */
    record Conflict() implements Outcome {}
}
