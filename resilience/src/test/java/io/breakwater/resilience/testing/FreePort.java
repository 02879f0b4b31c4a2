package io.breakwater.resilience.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of 127.0.0.1 that nobody listens on: to start a server on, or to stand for one that is down. Below the range that
 * systems give outgoing connections from, so that it stays free while a server restarts.
 */
public final class FreePort {

    private static final int FIRST = 15_000;
    private static final int LAST = 30_000;
    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /** @return a port that was free a moment ago, 15,000 to 30,000 */
    public static int find() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
                return port;
            } catch (IOException _) {
                // Taken: the next one.
            }
        }
        throw new IllegalStateException("No free port in " + ATTEMPTS + " attempts");
    }
}
