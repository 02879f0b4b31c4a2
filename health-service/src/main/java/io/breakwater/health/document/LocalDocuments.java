package io.breakwater.health.document;

import io.breakwater.resilience.store.LocalSchema;
import io.breakwater.resilience.store.LocalStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The documents on this disk. */
@Singleton
final class LocalDocuments {

    private static final String TABLE = """
            create table document (
              kind text not null,
              name text not null,
              body text,
              changed_at integer not null,
              shared integer not null,
              primary key (kind, name)
            ) without rowid;
            create index document_unshared on document (changed_at) where shared = 0;
            """;

    private static final int BITE = 500;

    private final LocalStore store;

    LocalDocuments(LocalStore store) {
        this.store = store;
    }

    @Produces
    @Singleton
    static LocalSchema schema() {
        return new LocalSchema("document", TABLE);
    }

    /** Keeps each where nothing later is kept. On disk when this returns. */
    void put(List<Document> documents, boolean shared) {
        store.write(connection -> {
            for (var document : documents) {
                put(connection, document, shared);
            }
            return null;
        });
    }

    private static void put(Connection connection, Document document, boolean shared) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into document (kind, name, body, changed_at, shared) values (?, ?, ?, ?, ?)
                on conflict (kind, name) do update set body = excluded.body, changed_at = excluded.changed_at,
                  shared = excluded.shared
                where excluded.changed_at > document.changed_at
                  or excluded.changed_at = document.changed_at and excluded.shared > document.shared
                """)) {
            upsert.setString(1, document.kind());
            upsert.setString(2, document.name());
            upsert.setString(3, document.body());
            upsert.setLong(4, document.changedAt());
            upsert.setInt(5, shared ? 1 : 0);
            upsert.executeUpdate();
        }
    }

    /** The latest first. */
    List<Document> ofKind(String kind, int atMost) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("""
                    select kind, name, body, changed_at from document
                    where kind = ? and body is not null order by changed_at desc limit ?
                    """)) {
                select.setString(1, kind);
                select.setInt(2, atMost);
                return read(select.executeQuery());
            }
        });
    }

    /** Some of those that PostgreSQL does not have yet, the earliest first. */
    List<Document> unshared() {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("""
                    select kind, name, body, changed_at from document where shared = 0 order by changed_at limit ?
                    """)) {
                select.setInt(1, BITE);
                return read(select.executeQuery());
            }
        });
    }

    /** Forgets all of this kind but the latest. */
    void trim(String kind, int keep) {
        store.write(connection -> {
            try (var delete = connection.prepareStatement("""
                    delete from document where kind = ? and changed_at <
                      (select changed_at from document where kind = ? order by changed_at desc limit 1 offset ?)
                    """)) {
                delete.setString(1, kind);
                delete.setString(2, kind);
                delete.setInt(3, keep - 1);
                return delete.executeUpdate();
            }
        });
    }

    private static List<Document> read(ResultSet rows) throws SQLException {
        try (rows) {
            var found = new ArrayList<Document>();
            while (rows.next()) {
                found.add(new Document(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
            }
            return List.copyOf(found);
        }
    }
}
