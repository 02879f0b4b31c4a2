package io.breakwater.usage.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store of record says.
 *
 * @param asOf when it said so; null where it never did
 */
record Books(
        long committed,
        long duplicates,
        long rejected,
        long deadLetters,
        @Nullable Instant asOf) {

    static final Books UNKNOWN = new Books(0, 0, 0, 0, null);
}
