package io.breakwater.health.recovery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * A component was unhealthy, and is not any more.
 *
 * @param from since when
 * @param until since when it is not
 * @param reason why it was, as it was told at the start
 * @param recoveredBy the strategy that got over it, as an instance tells of it; by-itself where none does
 */
@RegisterForReflection
record Recovery(String component, Instant from, Instant until, String reason, String recoveredBy) {

    Recovery {
        requireNonNull(component, "component");
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        requireNonNull(reason, "reason");
        requireNonNull(recoveredBy, "recoveredBy");
    }

    double seconds() {
        return Duration.between(from, until).toMillis() / 1_000.0;
    }
}
