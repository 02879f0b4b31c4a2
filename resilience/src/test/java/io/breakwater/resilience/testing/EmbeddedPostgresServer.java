package io.breakwater.resilience.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A real PostgreSQL on 127.0.0.1 whose commits reach the disk, so that a test which kills it proves something. Port and
 * data stay the same over stops and starts; {@link #close()} removes the data.
 */
public final class EmbeddedPostgresServer extends EmbeddedServer {

    private static final String USER = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int START_ATTEMPTS = 3;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    // Kept here, because a logger that nobody holds forgets its level.
    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class.getName());

    private @Nullable EmbeddedPostgres running;

    private EmbeddedPostgresServer() {
        super("postgres");
        LOG.setLevel(Level.WARNING);
    }

    /** A server that is up, with an empty database. */
    public static EmbeddedPostgresServer started() {
        var server = notStarted();
        server.start();
        return server;
    }

    /** A server that has its port but is not up yet. */
    public static EmbeddedPostgresServer notStarted() {
        return new EmbeddedPostgresServer();
    }

    @Override
    public synchronized void start() {
        for (var attempt = 1; running == null; attempt++) {
            try {
                running = builder().start();
            } catch (IOException | IllegalStateException e) {
                // The pid file of a server that was killed can look like that of one which lives.
                if (attempt == START_ATTEMPTS) {
                    throw new IllegalStateException("PostgreSQL did not start", e);
                }
            }
        }
    }

    /** "immediate": connections break, nothing is tidied up, recovery runs at the start. */
    @Override
    public synchronized void stop() {
        if (running != null) {
            endImmediately();
            forget();
        }
    }

    @Override
    public synchronized void kill() {
        if (running != null) {
            processes().kill();
            forget();
        }
    }

    public String user() {
        return USER;
    }

    /** The server trusts each connection from this machine, so any password does. */
    public String password() {
        return "test-password";
    }

    /** {@code jdbc:postgresql://127.0.0.1:port/postgres}, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    /** The form of {@code DATABASE_URL}: {@code postgresql://user:password@127.0.0.1:port/postgres}. */
    public String databaseUrl() {
        return databaseUrl(port());
    }

    /** As {@link #databaseUrl()}, by way of another port: a {@link TcpRelay}'s. */
    public String databaseUrl(int relayPort) {
        return "postgresql://" + USER + ":" + password() + "@127.0.0.1:" + relayPort + "/postgres";
    }

    /** A connection of the test's own; fails where the server is not up. */
    public Connection connect() throws SQLException {
        EmbeddedPostgres server;
        synchronized (this) {
            server = running;
        }
        if (server == null) {
            throw new SQLException("The server is not up");
        }
        return server.getPostgresDatabase().getConnection();
    }

    private EmbeddedPostgres.Builder builder() {
        // Its defaults turn both off, and then a kill test proves nothing.
        return EmbeddedPostgres.builder()
                .setPort(port())
                .setDataDirectory(directory().resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(START_LIMIT)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200");
    }

    @Override
    Path pidFile() {
        return directory().resolve("data").resolve("postmaster.pid");
    }

    private void forget() {
        try {
            // It finds nothing left to stop and says so with a stack trace; what it does is let go of its lock.
            LOG.setLevel(Level.OFF);
            requireNonNull(running, "running").close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            LOG.setLevel(Level.WARNING);
            running = null;
        }
    }

    private void endImmediately() {
        try {
            if (!Files.exists(pidFile())) {
                return;
            }
            var pid = Files.readString(pidFile())
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .strip();
            var postmaster = ProcessHandle.of(Long.parseLong(pid));
            new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start();
            Awaitility.await("PostgreSQL stops")
                    .atMost(STOP_LIMIT)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !postmaster.map(ProcessHandle::isAlive).orElse(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
