package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may be in memory at once, over all fetches. Safe for use by many threads. */
final class ByteBudget {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** @throws FetchFailure {@link Reason#BULKHEAD_FULL}; then nothing was taken */
    void take(int bytes) throws FetchFailure {
        if (taken.addAndGet(bytes) > limit) {
            taken.addAndGet(-bytes);
            throw Reason.BULKHEAD_FULL.failure();
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
