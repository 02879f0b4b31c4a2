package io.breakwater.resilience.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A real Redis (6.2) on 127.0.0.1 that keeps nothing over a stop. The port stays the same over stops and starts. */
public final class EmbeddedRedisServer extends EmbeddedServer {

    private static final int START_ATTEMPTS = 5;

    private @Nullable RedisServer running;

    private EmbeddedRedisServer() {
        super("redis");
    }

    /** A server that is up. */
    public static EmbeddedRedisServer started() {
        var server = notStarted();
        server.start();
        return server;
    }

    /** A server that has its port but is not up yet. */
    public static EmbeddedRedisServer notStarted() {
        return new EmbeddedRedisServer();
    }

    @Override
    public synchronized void start() {
        for (var attempt = 1; running == null; attempt++) {
            try {
                var server = server();
                server.start();
                running = server;
            } catch (IOException e) {
                // Its program is unpacked at each start. A process that another thread forks in that moment holds the
                // file
                // open for writing until it is itself: "text file busy".
                if (attempt == START_ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (running == null) {
            return;
        }
        try {
            running.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (running != null) {
            processes().kill();
            stop();
        }
    }

    /** The form of {@code REDIS_URL}: {@code redis://127.0.0.1:port}. */
    public String redisUrl() {
        return redisUrl(port());
    }

    /** As {@link #redisUrl()}, by way of another port: a {@link TcpRelay}'s. */
    public String redisUrl(int relayPort) {
        return "redis://127.0.0.1:" + relayPort;
    }

    private RedisServer server() throws IOException {
        // It is gone where a class that closed it is run once more.
        Files.createDirectories(directory());
        return RedisServer.newRedisServer()
                .port(port())
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("dir " + directory())
                .setting("pidfile " + pidFile())
                .build();
    }

    @Override
    Path pidFile() {
        return directory().resolve("redis.pid");
    }
}
