package io.breakwater.resilience.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of 127.0.0.1 behind which nothing ever answers. */
public final class BlackHole implements AutoCloseable {

    private static final int CONNECT_MILLIS = 200;
    private static final int MOST_WAITING = 32;

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    private BlackHole(int backlog) throws IOException {
        listener = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    /** Connections succeed, and then there is silence: a process that hangs. */
    public static BlackHole silent() {
        try {
            return new BlackHole(1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections don't even succeed: the packets are dropped, as by a firewall. On Linux. */
    public static BlackHole dropping() {
        try {
            var hole = new BlackHole(1);
            hole.fill();
            return hole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : waiting) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A full queue of connections that nobody accepts makes the kernel drop the next one's packets.
    private void fill() throws IOException {
        for (var i = 0; i < MOST_WAITING; i++) {
            var socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(listener.getInetAddress(), port()), CONNECT_MILLIS);
            } catch (SocketTimeoutException _) {
                return;
            }
        }
        throw new IllegalStateException("This system accepts " + MOST_WAITING + " connections over the backlog");
    }
}
