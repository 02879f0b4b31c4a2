package io.breakwater.health.suite;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a service.
 *
 * @param checkedAt when it was last asked; null where it never was
 * @param reason why it does not answer; null while it does
 * @param snapshot the last one that it gave, also while it is away; null where it never gave any
 * @param seenAt when it gave that snapshot
 */
public record Observation(
        SuiteService service,
        @Nullable Instant checkedAt,
        @Nullable Duration latency,
        @Nullable ProblemCode reason,
        @Nullable Snapshot snapshot,
        @Nullable Instant seenAt) {

    static Observation none(SuiteService service) {
        return new Observation(service, null, null, null, null, null);
    }

    Observation answered(Snapshot fresh, Duration took, Instant now) {
        return new Observation(service, now, took, null, fresh, now);
    }

    Observation failed(ProblemCode why, Instant now) {
        return new Observation(service, now, null, why, snapshot, seenAt);
    }

    /** Its snapshot as long as it answers. */
    public @Nullable Snapshot current() {
        return reason == null ? snapshot : null;
    }
}
