package io.breakwater.resilience.queue;

/** A queue that is shown in snapshots, and in metrics where it holds requests. Make each one a CDI bean. */
public interface ManagedQueue {

    QueueSnapshot snapshot();
}
