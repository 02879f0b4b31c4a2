package io.breakwater.resilience.testing;

/** A real server on 127.0.0.1 that a test can hurt in each way in which servers are hurt. Its port stays the same. */
public interface EmbeddedServer extends AutoCloseable {

    /** Starts it where it is not up; returns when it answers. */
    void start();

    /** Stops it the hard way: connections break. */
    void stop();

    /** {@link #stop()} and {@link #start()}. */
    void restart();

    /** As {@code kill -9} of all its processes: nothing is tidied up. Does nothing where it is not up. */
    void kill();

    /** SIGSTOP: it is there, holds its connections, and does not move. */
    void suspend();

    /** SIGCONT. */
    void resume();

    int port();

    @Override
    void close();
}
