package io.breakwater.usage.counting;

import io.breakwater.resilience.queue.ManagedQueue;
import io.breakwater.resilience.queue.QueueSnapshot;
import jakarta.inject.Singleton;

/** The increments that wait for their commit, as metrics and snapshots tell of them. */
@Singleton
final class IncrementQueue implements ManagedQueue {

    private final UsageRecorder recorder;

    IncrementQueue(UsageRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public QueueSnapshot snapshot() {
        var load = recorder.load();
        return QueueSnapshot.ofRequests("increments", load.queueSize(), load.processing(), load.capacity());
    }
}
