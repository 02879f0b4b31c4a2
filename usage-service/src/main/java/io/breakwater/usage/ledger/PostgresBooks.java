package io.breakwater.usage.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The books in PostgreSQL. Blocks, and fails when the database does: call it through the database gateway only. */
@Singleton
class PostgresBooks {

    private static final String READ = """
            select coalesce(sum(committed), 0), coalesce(sum(duplicates), 0), coalesce(sum(rejected), 0),
                   (select count(*) from usage_dead_letter),
                   (select count(*) from usage_event where id = any(?))
            from usage_ledger
            """;

    /** A shard of its own: no writer of events waits for it, nor it for them. */
    private static final String BOOK = """
            insert into usage_ledger as l (shard, duplicates, rejected) values (-1, ?, ?)
            on conflict (shard) do update
              set duplicates = l.duplicates + excluded.duplicates, rejected = l.rejected + excluded.rejected
            """;

    private final Instance<AgroalDataSource> pool;
    private final InstantSource clock;

    /** @param settled how many of the ids that were asked about are committed: one statement sees one moment */
    record Page(Books books, long settled) {}

    PostgresBooks(Instance<AgroalDataSource> pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Page read(List<UUID> pending) throws SQLException {
        try (var connection = pool.get().getConnection();
                var select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("uuid", pending.toArray()));
            try (var row = select.executeQuery()) {
                row.next();
                return new Page(
                        new Books(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), now()),
                        row.getLong(5));
            }
        }
    }

    LedgerTally.Amounts book(LedgerTally.Amounts amounts) throws SQLException {
        try (Connection connection = pool.get().getConnection();
                var upsert = connection.prepareStatement(BOOK)) {
            upsert.setLong(1, amounts.duplicates());
            upsert.setLong(2, amounts.rejected());
            upsert.executeUpdate();
            return amounts;
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
