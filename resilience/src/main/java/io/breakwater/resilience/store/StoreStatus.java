package io.breakwater.resilience.store;

import java.time.Instant;

/** Whether the local store can be written. */
public sealed interface StoreStatus {

    /** Since when it has been so. */
    Instant since();

    /** What the database takes on disk, its write-ahead log included; 0 where there is none. */
    long sizeBytes();

    /** The last write reached the disk. */
    record Writable(Instant since, long sizeBytes) implements StoreStatus {}

    /** Writes are refused, or fail. */
    record Unwritable(StoreFault fault, Instant since, long sizeBytes) implements StoreStatus {}
}
