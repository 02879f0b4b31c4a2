package io.breakwater.usage.ledger;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this instance turned away since the ledger was last told. Kept in memory: a count of what changed nothing may
 * lose a second's worth when the process is killed, and costs no write of its own.
 */
@Singleton
public class LedgerTally {

    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    /**
     * @param duplicates events that had been counted before
     * @param rejected events that were not counted
     */
    record Amounts(long duplicates, long rejected) {

        boolean isZero() {
            return duplicates == 0 && rejected == 0;
        }
    }

    /** An event came that had been counted before. */
    public void duplicate() {
        duplicates.incrementAndGet();
    }

    /** An event came that is not counted. */
    public void rejected() {
        rejected.incrementAndGet();
    }

    Amounts amounts() {
        return new Amounts(duplicates.get(), rejected.get());
    }

    /** These are in the ledger now. */
    void booked(Amounts amounts) {
        duplicates.addAndGet(-amounts.duplicates());
        rejected.addAndGet(-amounts.rejected());
    }
}
