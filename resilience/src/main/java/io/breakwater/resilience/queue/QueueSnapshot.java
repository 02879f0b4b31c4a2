package io.breakwater.resilience.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A queue at one moment; the four priorities are absent where a queue has none.
 *
 * @param queueSize how many wait
 * @param processing how many are worked on
 * @param capacity how many may wait at the most
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueSnapshot(
        String name,
        int queueSize,
        int processing,
        int capacity,
        @Nullable Integer urgent,
        @Nullable Integer high,
        @Nullable Integer normal,
        @Nullable Integer low) {

    /** A queue without priorities. */
    public static QueueSnapshot plain(String name, int queueSize, int processing, int capacity) {
        return new QueueSnapshot(name, queueSize, processing, capacity, null, null, null, null);
    }
}
