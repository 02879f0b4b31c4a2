package io.breakwater.usage.retention;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** Drops old rows in PostgreSQL, few at a time. Blocks, and fails when the database does: through the gateway only. */
@Singleton
class PostgresRetention {

    /** By the rows' places, so that each is looked for once; rows that someone else has are left for the next time. */
    private static final String EVENTS = """
            delete from usage_event where ctid = any(array(
              select ctid from usage_event where recorded_at < ? order by recorded_at limit ? for update skip locked))
            """;

    private static final String COUNTERS = """
            delete from usage_counter where ctid = any(array(
              select ctid from usage_counter where length(period) > 7 and length(period) = ? and period < ?
              order by period limit ? for update skip locked))
            """;

    private static final String ERASURES = "delete from usage_erasure where erased_at < ?";

    private final Instance<AgroalDataSource> pool;

    PostgresRetention(Instance<AgroalDataSource> pool) {
        this.pool = pool;
    }

    /** Drops at most so many rows of each kind; answers how many that were. */
    int drop(Expiry expiry, int most) throws SQLException {
        try (var connection = pool.get().getConnection()) {
            erasures(connection, expiry);
            return events(connection, expiry, most)
                    + counters(
                            connection,
                            expiry.hours().window().length(),
                            expiry.hours().value(),
                            most)
                    + counters(
                            connection,
                            expiry.days().window().length(),
                            expiry.days().value(),
                            most);
        }
    }

    private static int events(Connection connection, Expiry expiry, int most) throws SQLException {
        try (var delete = connection.prepareStatement(EVENTS)) {
            delete.setObject(1, expiry.events().atOffset(ZoneOffset.UTC));
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }

    private static int counters(Connection connection, int length, String before, int most) throws SQLException {
        try (var delete = connection.prepareStatement(COUNTERS)) {
            delete.setInt(1, length);
            delete.setString(2, before);
            delete.setInt(3, most);
            return delete.executeUpdate();
        }
    }

    private static void erasures(Connection connection, Expiry expiry) throws SQLException {
        try (var delete = connection.prepareStatement(ERASURES)) {
            delete.setObject(1, expiry.events().atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }
}
