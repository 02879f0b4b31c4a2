package io.breakwater.resilience.queue;

/** A queue that is shown in metrics and snapshots. Make each one a CDI bean. */
public interface ManagedQueue {

    QueueSnapshot snapshot();
}
