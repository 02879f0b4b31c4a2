package io.breakwater.resilience.queue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A queue at one moment.
 *
 * @param holdsRequests whether callers wait in it for their answers; else it is work for later
 * @param queueSize how many wait: the sum of the four priorities
 * @param processing how many are worked on
 * @param capacity how many may wait at the most
 */
@RegisterForReflection
public record QueueSnapshot(
        String name,
        boolean holdsRequests,
        int queueSize,
        int processing,
        int capacity,
        int urgent,
        int high,
        int normal,
        int low) {

    /** A queue of requests that knows no priorities: all are normal. */
    public static QueueSnapshot ofRequests(String name, int queueSize, int processing, int capacity) {
        return new QueueSnapshot(name, true, queueSize, processing, capacity, 0, 0, queueSize, 0);
    }

    /** A queue of work for later. */
    public static QueueSnapshot ofWork(String name, int queueSize, int processing, int capacity) {
        return new QueueSnapshot(name, false, queueSize, processing, capacity, 0, 0, queueSize, 0);
    }

    /** All requests that wait, in whichever queue; null where no queue holds any. */
    public static @Nullable QueueSnapshot ofAllRequests(Collection<QueueSnapshot> queues) {
        return queues.stream()
                .filter(QueueSnapshot::holdsRequests)
                .reduce(QueueSnapshot::plus)
                .orElse(null);
    }

    private QueueSnapshot plus(QueueSnapshot other) {
        return new QueueSnapshot(
                name.equals(other.name) ? name : "all",
                holdsRequests,
                queueSize + other.queueSize,
                processing + other.processing,
                capacity + other.capacity,
                urgent + other.urgent,
                high + other.high,
                normal + other.normal,
                low + other.low);
    }
}
