package io.breakwater.resilience.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A real server on 127.0.0.1 that a test can hurt in each way in which servers are hurt. Its port stays the same; its data
 * go with {@link #close()}.
 */
public abstract sealed class EmbeddedServer implements AutoCloseable
        permits EmbeddedPostgresServer, EmbeddedRedisServer {

    private final int port = FreePort.find();
    private final Path directory;

    EmbeddedServer(String kind) {
        try {
            this.directory = OwnedDirectory.create(kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it where it is not up; returns when it answers. */
    public abstract void start();

    /** Stops it the hard way: connections break. */
    public abstract void stop();

    /** As {@code kill -9} of all its processes: nothing is tidied up. Does nothing where it is not up. */
    public abstract void kill();

    /** Where it writes its process id. */
    abstract Path pidFile();

    /** {@link #stop()} and {@link #start()}. */
    public final void restart() {
        stop();
        start();
    }

    /** SIGSTOP: it is there, holds its connections, and does not move. */
    public final void suspend() {
        processes().signal("STOP");
    }

    /** SIGCONT. */
    public final void resume() {
        processes().signal("CONT");
    }

    public final int port() {
        return port;
    }

    @Override
    public final void close() {
        stop();
        try {
            OwnedDirectory.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final Path directory() {
        return directory;
    }

    final ProcessTree processes() {
        return ProcessTree.of(pidFile());
    }
}
