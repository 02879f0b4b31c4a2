package io.breakwater.usage.retention;

import io.breakwater.resilience.store.LocalStore;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Drops old rows in the local store, few at a time. */
@Singleton
class LocalRetention {

    private static final String EVENTS = """
            delete from usage_event where id in (select id from usage_event where recorded_at < ? limit ?)
            """;

    private static final String COUNTERS = """
            delete from usage_counter where (user_id, platform, metric, period) in (
              select user_id, platform, metric, period from usage_counter
              where length(period) > 7 and length(period) = ? and period < ? limit ?)
            """;

    private final LocalStore store;

    LocalRetention(LocalStore store) {
        this.store = store;
    }

    /** Drops at most so many rows of each kind; answers how many that were. */
    int drop(Expiry expiry, int most) {
        return store.write(connection -> events(connection, expiry, most)
                + counters(
                        connection,
                        expiry.hours().window().length(),
                        expiry.hours().value(),
                        most)
                + counters(
                        connection,
                        expiry.days().window().length(),
                        expiry.days().value(),
                        most));
    }

    private static int events(Connection connection, Expiry expiry, int most) throws SQLException {
        try (var delete = connection.prepareStatement(EVENTS)) {
            delete.setLong(1, expiry.events().toEpochMilli());
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
}
