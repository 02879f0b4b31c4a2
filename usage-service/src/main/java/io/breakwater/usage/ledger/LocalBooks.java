package io.breakwater.usage.ledger;

import io.breakwater.resilience.store.LocalStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The books in the local store, which has them where no database is configured. */
@Singleton
class LocalBooks {

    private final LocalStore store;
    private final InstantSource clock;

    LocalBooks(LocalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Books read() {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("select committed, duplicates, rejected from usage_ledger");
                    var row = select.executeQuery()) {
                return row.next()
                        ? new Books(row.getLong(1), row.getLong(2), row.getLong(3), 0, clock.instant())
                        : Books.UNKNOWN;
            }
        });
    }

    void book(LedgerTally.Amounts amounts) {
        store.write(connection -> {
            try (var update = connection.prepareStatement(
                    "update usage_ledger set duplicates = duplicates + ?, rejected = rejected + ?")) {
                update.setLong(1, amounts.duplicates());
                update.setLong(2, amounts.rejected());
                return update.executeUpdate();
            }
        });
    }
}
