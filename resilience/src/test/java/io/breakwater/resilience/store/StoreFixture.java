package io.breakwater.resilience.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.awaitility.Awaitility.await;

/** A store with one table of events, and the two things the tests do with it. */
final class StoreFixture {

    static final LocalSchema EVENTS = new LocalSchema("events", """
            create table event (
              id text primary key,
              body blob
            )""");

    private StoreFixture() {}

    static LocalStore open(Path file) {
        return LocalStore.open(LocalStoreSettings.of(file), List.of(EVENTS));
    }

    static void insert(LocalStore store, String id) {
        store.write(connection -> insert(connection, id, 16));
    }

    static int insert(Connection connection, String id, int bytes) throws SQLException {
        try (var statement = connection.prepareStatement("insert into event (id, body) values (?, zeroblob(?))")) {
            statement.setString(1, id);
            statement.setInt(2, bytes);
            return statement.executeUpdate();
        }
    }

    static List<String> ids(LocalStore store) {
        return store.read(StoreFixture::ids);
    }

    static List<String> ids(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from event order by id")) {
            var ids = new ArrayList<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    /** Waits until the store says so by itself. */
    static void awaitWritable(LocalStore store) {
        await().atMost(Duration.ofSeconds(5)).until(() -> store.status() instanceof StoreStatus.Writable);
    }
}
