package io.breakwater.usage.counting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Keeps, in PostgreSQL, what was acknowledged during an outage and cannot be counted after it. Fails when the database
 * does: call it through the database gateway only.
 */
@Singleton
class DeadLetters {

    private final Instance<AgroalDataSource> pool;

    /** Why an event cannot be counted. */
    enum Reason {
        /** Its id is taken by an event of other content, which another replica took in. */
        CONFLICT,
        /** It waited for so long that nobody knows any more whether it was counted. */
        TOO_LATE;

        String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    DeadLetters(Instance<AgroalDataSource> pool) {
        this.pool = pool;
    }

    /** Keeps them; doing it again changes nothing. */
    int keep(List<Journal.Entry> entries, Reason reason) throws SQLException {
        try (var connection = pool.get().getConnection();
                var insert = connection.prepareStatement("""
                        insert into usage_dead_letter
                          (id, fingerprint, user_id, platform, metric, amount, occurred_at, kept_at, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)) {
            for (var entry : entries) {
                var event = entry.event();
                insert.setObject(1, event.id());
                insert.setObject(2, event.fingerprint());
                insert.setString(3, event.account().user().value());
                insert.setString(4, event.account().platform().slug());
                insert.setString(5, event.metric().name());
                insert.setLong(6, event.amount());
                insert.setObject(7, event.occurredAt().atOffset(ZoneOffset.UTC));
                insert.setObject(8, entry.keptAt().atOffset(ZoneOffset.UTC));
                insert.setString(9, reason.slug());
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }
}
