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

    /** What one fetch takes. */
    Lease lease() {
        return new Lease();
    }

    long taken() {
        return taken.get();
    }

    /** Whatever it took is given back when it is closed, once; after that it takes nothing more. */
    final class Lease implements AutoCloseable {

        // Guarded by this.
        private long held;
        private boolean closed;

        private Lease() {}

        /** @throws FetchFailure {@link Reason#BULKHEAD_FULL}; then nothing was taken */
        synchronized void take(int bytes) throws FetchFailure {
            if (closed || taken.addAndGet(bytes) > limit) {
                if (!closed) {
                    taken.addAndGet(-bytes);
                }
                throw Reason.BULKHEAD_FULL.failure();
            }
            held += bytes;
        }

        synchronized void giveBack(int bytes) {
            if (!closed) {
                taken.addAndGet(-bytes);
                held -= bytes;
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            taken.addAndGet(-held);
            held = 0;
        }
    }
}
