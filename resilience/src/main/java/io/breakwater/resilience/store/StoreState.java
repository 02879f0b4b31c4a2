package io.breakwater.resilience.store;

import io.breakwater.resilience.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the last attempt to write found; the one place that logs a change of it. */
final class StoreState {

    private static final Logger LOG = Logger.getLogger(LocalStore.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final AtomicReference<Found> found;

    StoreState(InstantSource clock) {
        this.clock = clock;
        found = new AtomicReference<>(new Found(StoreFault.STARTING, clock.instant()));
    }

    boolean writable() {
        return fault() == null;
    }

    boolean is(StoreFault fault) {
        return fault() == fault;
    }

    void works() {
        if (change(null)) {
            LOG.info("Local store is writable");
        }
    }

    void fault(StoreFault fault, @Nullable Throwable cause) {
        if (change(fault) && fault != StoreFault.CLOSED) {
            LOG.warnf(
                    "Local store is not writable: reason=%s cause=%s",
                    fault.slug(), cause == null ? "none" : cause.toString());
        }
    }

    /** A crash in the middle of a write leaves such bytes too, and then nothing that was acknowledged is among them. */
    void unreadableTail(long bytes) {
        if (bytes > 0) {
            LOG.warnf(
                    "Local store's log does not end whole: unreadableBytes=%d; what was written before them is kept, and if"
                            + " the disk lost what it had synced, what was acknowledged last may be missing",
                    bytes);
        }
    }

    void refuseWhen(StoreFault fault) {
        if (is(fault)) {
            throw refusal(fault);
        }
    }

    void refuseUnreadable() {
        var fault = fault();
        if (fault != null && !fault.readable()) {
            throw refusal(fault);
        }
    }

    static ProblemException refusal(StoreFault fault) {
        return ProblemException.of(fault.problem(), "The local store is not available: " + fault.slug())
                .retryAfter(RETRY_AFTER);
    }

    StoreStatus status(long sizeBytes) {
        var now = found.get();
        return now.fault() == null
                ? new StoreStatus.Writable(now.since(), sizeBytes)
                : new StoreStatus.Unwritable(now.fault(), now.since(), sizeBytes);
    }

    @Nullable
    StoreFault fault() {
        return found.get().fault();
    }

    private boolean change(@Nullable StoreFault fault) {
        var next = new Found(fault, clock.instant());
        // Closed is final: a group that ends after it must not bring the store back to life.
        var before = found.getAndUpdate(now -> now.fault() == fault || now.fault() == StoreFault.CLOSED ? now : next);
        return before.fault() != fault && before.fault() != StoreFault.CLOSED;
    }

    private record Found(@Nullable StoreFault fault, Instant since) {}
}
