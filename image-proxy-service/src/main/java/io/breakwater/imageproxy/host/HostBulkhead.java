package io.breakwater.imageproxy.host;

import io.breakwater.resilience.snapshot.BulkheadSnapshot;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The permits of one host. First come, first served. */
final class HostBulkhead {

    /** A page full of images of one host may wait; a flood of them is turned away at once. */
    private static final int WAITING_PER_PERMIT = 8;

    private final String name;
    private final int size;
    private final Semaphore permits;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    HostBulkhead(String name, int size) {
        this.name = name;
        this.size = size;
        this.permits = new Semaphore(size, true);
    }

    /** Whether there was a permit, to be given back by {@link #leave}. Blocks no longer than this. */
    boolean enter(Duration patience) throws InterruptedException {
        var wait = permits.getQueueLength() < size * WAITING_PER_PERMIT ? Math.max(0, patience.toMillis()) : 0;
        var entered = permits.tryAcquire(wait, TimeUnit.MILLISECONDS);
        (entered ? accepted : rejected).increment();
        return entered;
    }

    void leave() {
        permits.release();
    }

    boolean idle() {
        return running() == 0;
    }

    BulkheadSnapshot snapshot() {
        return new BulkheadSnapshot(name, running(), accepted.sum(), rejected.sum());
    }

    private int running() {
        return size - permits.availablePermits();
    }
}
