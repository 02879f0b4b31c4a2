package io.breakwater.resilience.queue;

/** A queue that is shown in metrics and snapshots. Make each one a CDI bean. */
public interface ManagedQueue {

    QueueSnapshot snapshot();

    /** Whether requests wait in it. Only such a queue is the one in {@code /metrics}; snapshots show all. */
    default boolean holdsRequests() {
        return true;
    }
}
