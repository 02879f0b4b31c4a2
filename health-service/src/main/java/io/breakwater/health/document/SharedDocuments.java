package io.breakwater.health.document;

import io.breakwater.health.storage.SharedStore;
import io.breakwater.resilience.database.DatabaseReply;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The documents in PostgreSQL, which all replicas share. Never fails for the database's sake. */
@Singleton
final class SharedDocuments {

    /** Numbers are given before they are committed, so a lower one may come later than a higher one. */
    private static final int OVERLAP = 100;

    private static final int BITE = 1_000;

    private final SharedStore store;
    private final Map<String, Long> seen = new HashMap<>();
    private long last;

    private record Numbered(Document document, long number) {}

    SharedDocuments(SharedStore store) {
        this.store = store;
    }

    boolean configured() {
        return store.configured();
    }

    /** Whether they are there; unknown counts as not. */
    boolean put(List<Document> documents) {
        return store.configured()
                && store.call(connection -> {
                            for (var document : documents) {
                                put(connection, document);
                            }
                            return true;
                        })
                        instanceof DatabaseReply.Answered<Boolean> _;
    }

    private static void put(Connection connection, Document document) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into health_document as known (kind, name, body, changed_at) values (?, ?, ?, ?)
                on conflict (kind, name) do update set body = excluded.body, changed_at = excluded.changed_at,
                  number = nextval('health_document_number')
                where excluded.changed_at > known.changed_at
                """)) {
            upsert.setString(1, document.kind());
            upsert.setString(2, document.name());
            upsert.setString(3, document.body());
            upsert.setLong(4, document.changedAt());
            upsert.executeUpdate();
        }
    }

    void trim(String kind, int keep) {
        if (store.configured()) {
            store.call(connection -> {
                try (var delete = connection.prepareStatement("""
                        delete from health_document where kind = ? and changed_at <
                          (select changed_at from health_document where kind = ?
                           order by changed_at desc limit 1 offset ?)
                        """)) {
                    delete.setString(1, kind);
                    delete.setString(2, kind);
                    delete.setInt(3, keep - 1);
                    return delete.executeUpdate();
                }
            });
        }
    }

    /** What is new since the last call, a bite at a time; nothing while the database is away. For one thread alone. */
    List<Document> news() {
        return switch (store.call(connection -> after(connection, last - OVERLAP))) {
            case DatabaseReply.Answered<List<Numbered>>(var rows) -> fresh(rows);
            case DatabaseReply.Away<List<Numbered>> _ -> List.of();
        };
    }

    private List<Document> fresh(List<Numbered> rows) {
        var news = new ArrayList<Document>();
        var overlap = new HashMap<String, Long>();
        for (var row : rows) {
            var key = row.document().kind() + "/" + row.document().name();
            if (!Long.valueOf(row.number()).equals(seen.get(key))) {
                news.add(row.document());
            }
            overlap.put(key, row.number());
            last = Math.max(last, row.number());
        }
        overlap.values().removeIf(number -> number <= last - OVERLAP);
        seen.clear();
        seen.putAll(overlap);
        return news;
    }

    private static List<Numbered> after(Connection connection, long number) throws SQLException {
        try (var select = connection.prepareStatement("""
                select kind, name, body, changed_at, number from health_document
                where number > ? order by number limit ?
                """)) {
            select.setLong(1, number);
            select.setInt(2, BITE);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Numbered>();
                while (rows.next()) {
                    found.add(new Numbered(
                            new Document(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)),
                            rows.getLong(5)));
                }
                return found;
            }
        }
    }
}
