package io.breakwater.resilience.snapshot;

import java.util.List;

/**
 * Bulkheads that no annotation makes, such as one for each remote host. Make the class that has them a CDI bean, and
 * {@code /resilience} tells of them.
 */
public interface ManagedBulkheads {

    /** Each of them now; a bounded number. Read from memory. */
    List<BulkheadSnapshot> snapshots();
}
