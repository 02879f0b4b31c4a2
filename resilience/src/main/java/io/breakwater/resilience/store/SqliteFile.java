package io.breakwater.resilience.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** Opens connections to one database file, each with the settings its role needs. */
final class SqliteFile {

    /** Only a tool of the operator can hold the file's lock for a moment: ours have one writer. */
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(2);

    /** A larger file is checked only after a failure: reading it whole would hold up the start. */
    private static final long ALWAYS_CHECKED_BYTES = 64L << 20;

    private static final long KEPT_LOG_BYTES = 64L << 20;

    /**
     * Pages that the writer keeps in native memory, once it has so many. With the 2 MiB of SQLite's own accord those of
     * indexes whose keys come in no order were read three times for each image that was kept (measured).
     */
    private static final int WRITERS_CACHE_KIB = 8 << 10;

    private final Path path;

    SqliteFile(Path path) {
        this.path = path;
    }

    /** Makes the directory, and puts SQLite's native library into it. */
    void prepareDirectory() throws IOException {
        var directory = directory();
        Files.createDirectories(directory);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new StoreFaultException(StoreFault.UNWRITABLE, "The database is not a file");
        }
        SqliteLibrary.loadFrom(directory);
        var usual = Path.of(System.getProperty("java.io.tmpdir"));
        if (System.getProperty("org.sqlite.tmpdir") == null && !Files.isWritable(usual)) {
            // A container with a read-only root: the data directory is the one place that can be written.
            System.setProperty("org.sqlite.tmpdir", directory.toString());
        }
    }

    /**
     * Refuses a damaged file before anything could change it.
     *
     * @param thorough whatever its size
     */
    void check(boolean thorough) throws IOException, SQLException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return;
        }
        var whole = thorough || Files.size(path) < ALWAYS_CHECKED_BYTES;
        try (var connection = openForReading();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(whole ? "pragma quick_check(1)" : "pragma schema_version")) {
            var first = rows.next() ? rows.getString(1) : "no answer";
            if (whole && !"ok".equals(first)) {
                throw new StoreFaultException(StoreFault.CORRUPT, "The check of the database failed");
            }
        }
    }

    /** A connection that waits for the disk at each commit, in auto-commit mode. */
    Connection openForWriting(long quotaBytes) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTempStore(TempStore.MEMORY);
        config.enforceForeignKeys(true);
        var connection = config.createConnection("jdbc:sqlite:" + path);
        try (var statement = connection.createStatement()) {
            // macOS acknowledges an fsync before the disk has the data, unless it is asked for more.
            statement.execute("pragma fullfsync = 1");
            statement.execute("pragma checkpoint_fullfsync = 1");
            statement.execute("pragma journal_size_limit = " + KEPT_LOG_BYTES);
            statement.execute("pragma cache_size = -" + WRITERS_CACHE_KIB);
            if (quotaBytes != Long.MAX_VALUE) {
                var pages = Math.clamp(quotaBytes / number(connection, "pragma page_size"), 1L, 0xfffffffeL);
                statement.execute("pragma max_page_count = " + pages);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    Connection openForReading() throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
        config.setTempStore(TempStore.MEMORY);
        return config.createConnection("jdbc:sqlite:" + path);
    }

    /** A new file's name is on disk only when its directory is. */
    void syncDirectory() throws IOException {
        try (var channel = FileChannel.open(directory(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException _) {
            // Windows opens no directories, and keeps names safe by itself.
        }
    }

    /** What tells this file from another of the same name; null where there is none. */
    @Nullable
    Object identity() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    private Path directory() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a database needs a directory");
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
