package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.fetch.Validators;
import io.breakwater.imageproxy.image.ImageType;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierName;
import io.breakwater.resilience.store.LocalSchema;
import io.breakwater.resilience.store.LocalStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which URL's image is in which file, and what is known of it: one table of the local store. Rows are in the order in which
 * they were written, and are found by numbers, because keys and hashes come in no order: each is a page of its index to
 * write, and indexes of numbers have few. Two keys of one number are as good as never; somebody may look for two all the
 * same, and finds that the first one is kept.
 */
final class ImageIndex {

    /** With {@link #find}. */
    private static final String KEY = "key = ? and key_number = ?";

    private static final String HASH = "hash = ? and hash_number = ?";

    private static final String UPSERT = """
            insert into image
              (key, key_number, hash, hash_number, length, type, tier, reason, stored_at, fresh_ms,
               stale_allowed, revalidate_ms, error_ms, place, etag, modified, used_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (key_number) do update set
              hash = excluded.hash, hash_number = excluded.hash_number, length = excluded.length,
              type = excluded.type, tier = excluded.tier, reason = excluded.reason,
              stored_at = excluded.stored_at, fresh_ms = excluded.fresh_ms,
              stale_allowed = excluded.stale_allowed, revalidate_ms = excluded.revalidate_ms,
              error_ms = excluded.error_ms, place = excluded.place, etag = excluded.etag,
              modified = excluded.modified, used_at = excluded.used_at
            where key = excluded.key""";

    private final LocalStore store;
    private final ImageFiles files;

    ImageIndex(LocalStore store, ImageFiles files) {
        this.store = store;
        this.files = files;
    }

    static LocalSchema schema() {
        return new LocalSchema("images", """
                create table image (
                  key text primary key,
                  hash text not null,
                  length integer not null,
                  type text not null,
                  tier text not null,
                  reason text,
                  stored_at integer not null,
                  fresh_ms integer not null,
                  stale_allowed integer not null,
                  revalidate_ms integer,
                  error_ms integer,
                  place text not null,
                  etag text,
                  modified text,
                  used_at integer not null
                ) without rowid;
                create index image_used on image (used_at);
                create index image_hash on image (hash);""", """
                drop table image;
                create table image (
                  id integer primary key,
                  key text not null,
                  key_number integer not null,
                  hash text not null,
                  hash_number integer not null,
                  length integer not null,
                  type text not null,
                  tier text not null,
                  reason text,
                  stored_at integer not null,
                  fresh_ms integer not null,
                  stale_allowed integer not null,
                  revalidate_ms integer,
                  error_ms integer,
                  place text not null,
                  etag text,
                  modified text,
                  used_at integer not null
                );
                create unique index image_key on image (key_number);
                create index image_hash on image (hash_number);
                create index image_used on image (used_at);""");
    }

    /** The image in its file; empty where there is none, or another version wrote what this one does not know. */
    Optional<StoredImage> find(String key) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("select * from image where " + KEY)) {
                find(select, 1, key);
                try (var rows = select.executeQuery()) {
                    return rows.next() ? row(rows) : Optional.<StoredImage>empty();
                }
            }
        });
    }

    /** What was forgotten: whose images, and the files that nothing refers to any more. */
    record Gone(Set<String> keys, Set<String> files) {}

    /**
     * Writes these rows; answers the files that nothing refers to any more.
     *
     * @param known the keys that may have a row already
     */
    Set<String> put(List<DiskCache.Put> puts, Set<String> known, Instant now) {
        return store.write(connection -> {
            var replaced = new HashSet<String>();
            try (var select = connection.prepareStatement("select hash from image where " + KEY);
                    var upsert = connection.prepareStatement(UPSERT)) {
                for (var put : puts) {
                    if (known.contains(put.key())) {
                        replaced.addAll(strings(select, put.key()));
                    }
                    if (!upsert(upsert, put, now)) {
                        replaced.add(put.image().body().hash());
                    }
                }
            }
            return orphans(connection, replaced);
        });
    }

    void touch(Map<String, Instant> used) {
        store.write(connection -> {
            try (var update = connection.prepareStatement("update image set used_at = ? where " + KEY)) {
                for (var entry : used.entrySet()) {
                    update.setLong(1, entry.getValue().toEpochMilli());
                    find(update, 2, entry.getKey());
                    update.addBatch();
                }
                update.executeBatch();
            }
            return true;
        });
    }

    /** Forgets so many of those that were longest not used. */
    Gone forgetColdest(int count) {
        return forget("""
                delete from image where id in (select id from image order by used_at limit ?)
                returning key, hash""", delete -> delete.setInt(1, count));
    }

    /** Forgets this URL's image. */
    Gone forgetKey(String key) {
        return forget("delete from image where " + KEY + " returning key, hash", delete -> find(delete, 1, key));
    }

    /** Forgets what is in this file. */
    Gone forget(String hash) {
        return forget("delete from image where " + HASH + " returning key, hash", delete -> find(delete, 1, hash));
    }

    /** Forgets everything; answers the files. */
    Set<String> clear() {
        return store.write(connection -> all(connection, "delete from image returning hash"));
    }

    /**
     * Every key there is a row for, once all that was to be written before is written.
     *
     * @param as what to answer of each
     */
    List<Long> keys(ToLongFunction<String> as) {
        return store.write(connection -> {
            try (var select = connection.prepareStatement("select key from image");
                    var rows = select.executeQuery()) {
                var keys = new ArrayList<Long>();
                while (rows.next()) {
                    keys.add(as.applyAsLong(rows.getString(1)));
                }
                return keys;
            }
        });
    }

    /** Every file that is referred to. */
    Set<String> hashes() {
        return store.read(connection -> all(connection, "select distinct hash from image"));
    }

    boolean refersTo(String hash) {
        return store.read(
                connection -> orphans(connection, new HashSet<>(Set.of(hash))).isEmpty());
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private Gone forget(String sql, Parameters parameters) {
        return store.write(connection -> {
            var keys = new HashSet<String>();
            var files = new HashSet<String>();
            try (var delete = connection.prepareStatement(sql)) {
                parameters.set(delete);
                try (var rows = delete.executeQuery()) {
                    while (rows.next()) {
                        keys.add(rows.getString(1));
                        files.add(rows.getString(2));
                    }
                }
            }
            return new Gone(keys, orphans(connection, files));
        });
    }

    /** False where the number is another key's. */
    private static boolean upsert(PreparedStatement upsert, DiskCache.Put put, Instant now) throws SQLException {
        var image = put.image();
        var freshness = image.freshness();
        find(upsert, 1, put.key());
        find(upsert, 3, image.body().hash());
        upsert.setLong(5, image.body().length());
        upsert.setString(6, image.body().type().name());
        upsert.setString(7, image.tier().name());
        upsert.setString(8, image.left() == null ? null : image.left().slug());
        upsert.setLong(9, image.storedAt().toEpochMilli());
        upsert.setLong(10, freshness.freshFor().toMillis());
        upsert.setBoolean(11, freshness.staleAllowed());
        setMillis(upsert, 12, freshness.staleWhileRevalidate());
        setMillis(upsert, 13, freshness.staleIfError());
        upsert.setString(14, image.validators().place());
        upsert.setString(15, image.validators().etag());
        upsert.setString(16, image.validators().lastModified());
        upsert.setLong(17, now.toEpochMilli());
        return upsert.executeUpdate() > 0;
    }

    private Optional<StoredImage> row(ResultSet rows) throws SQLException {
        var type = named(ImageType.values(), rows.getString("type"));
        var tier = named(TierName.values(), rows.getString("tier"));
        if (type.isEmpty() || tier.isEmpty()) {
            return Optional.empty();
        }
        var hash = rows.getString("hash");
        var reason = rows.getString("reason");
        return Optional.of(new StoredImage(
                new StoredBody.InFile(type.get(), hash, rows.getLong("length"), files.path(hash)),
                new Freshness(
                        true,
                        Duration.ofMillis(rows.getLong("fresh_ms")),
                        rows.getBoolean("stale_allowed"),
                        millis(rows, "revalidate_ms"),
                        millis(rows, "error_ms")),
                tier.get(),
                reason == null ? null : Reason.ofSlug(reason).orElse(null),
                Instant.ofEpochMilli(rows.getLong("stored_at")),
                new Validators(rows.getString("place"), rows.getString("etag"), rows.getString("modified"))));
    }

    private static Set<String> orphans(Connection connection, Set<String> candidates) throws SQLException {
        if (candidates.isEmpty()) {
            return candidates;
        }
        try (var select = connection.prepareStatement("select hash from image where " + HASH + " limit 1")) {
            for (var hash : List.copyOf(candidates)) {
                if (!strings(select, hash).isEmpty()) {
                    candidates.remove(hash);
                }
            }
        }
        return candidates;
    }

    private static Set<String> all(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return strings(statement);
        }
    }

    private static Set<String> strings(PreparedStatement statement, String sought) throws SQLException {
        find(statement, 1, sought);
        return strings(statement);
    }

    private static Set<String> strings(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var strings = new HashSet<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    /** Sets a key or hash and, after it, its number. */
    private static void find(PreparedStatement statement, int at, String text) throws SQLException {
        statement.setString(at, text);
        statement.setLong(at + 1, KeyNumber.of(text, 0));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
    }

    private static void setMillis(PreparedStatement statement, int at, @Nullable Duration duration)
            throws SQLException {
        statement.setObject(at, duration == null ? null : duration.toMillis());
    }

    private static @Nullable Duration millis(ResultSet rows, String column) throws SQLException {
        var millis = rows.getLong(column);
        return rows.wasNull() ? null : Duration.ofMillis(millis);
    }
}
