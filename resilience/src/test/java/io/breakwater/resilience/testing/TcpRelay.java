package io.breakwater.resilience.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A road to a server that a test can break and mend, on a port of 127.0.0.1 that stays the same. Starts forwarding. What
 * was sent into a black hole is held, not lost, and goes on when the relay forwards again, as TCP would have it.
 */
public final class TcpRelay implements AutoCloseable {

    private static final int CHUNK = 16 * 1_024;

    private sealed interface Mode {
        record Forward(Duration delay) implements Mode {}

        record BlackHole() implements Mode {}

        record Refuse() implements Mode {}

        record Closed() implements Mode {}
    }

    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Object changed = new Object();
    private Mode mode = new Mode.Forward(Duration.ZERO);
    private ServerSocket listener;
    private Thread acceptor;

    private TcpRelay(InetSocketAddress target, int port) throws IOException {
        this.target = target;
        this.port = port;
        this.listener = listen();
    }

    /** A relay to 127.0.0.1. The server there need not be up. */
    public static TcpRelay to(int port) {
        return to("127.0.0.1", port);
    }

    public static TcpRelay to(String host, int port) {
        try {
            return new TcpRelay(InetSocketAddress.createUnresolved(host, port), FreePort.find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to connect to. */
    public int port() {
        return port;
    }

    /** How many connections were accepted since the start. */
    public int connections() {
        return accepted.get();
    }

    /** All is well (again). */
    public void forward() {
        switchTo(new Mode.Forward(Duration.ZERO));
    }

    /** Forwards, but each piece of an answer is this late. */
    public void delay(Duration delay) {
        switchTo(new Mode.Forward(delay));
    }

    /** Accepts connections, but nothing goes through any of them, those that stand included. */
    public void blackHole() {
        switchTo(new Mode.BlackHole());
    }

    /** New connections are refused: the port is closed. Those that stand are cut. */
    public void refuse() {
        switchTo(new Mode.Refuse());
        cut();
    }

    /** Closes the connections that stand. */
    public void cut() {
        for (var socket : sockets) {
            close(socket);
        }
    }

    @Override
    public void close() {
        switchTo(new Mode.Closed());
        cut();
    }

    private void switchTo(Mode next) {
        synchronized (changed) {
            try {
                if (next instanceof Mode.Refuse || next instanceof Mode.Closed) {
                    listener.close();
                    // Until the thread that waits there has left, the port may still take connections.
                    acceptor.join();
                } else if (listener.isClosed()) {
                    listener = listen();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            mode = next;
            changed.notifyAll();
        }
    }

    /** Sets {@link #acceptor} too. */
    private ServerSocket listen() throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        acceptor = Thread.ofVirtual().name("relay-" + port).start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                var client = from.accept();
                accepted.incrementAndGet();
                sockets.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed by refuse() or close(), or a client that left at once.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket()) {
            sockets.add(server);
            awaitOpen();
            // What comes in pieces goes on in pieces: held back for an answer, each would be 40 ms late.
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(target.getHostString(), target.getPort()));
            var requests = Thread.ofVirtual().start(() -> pump(client, server, false));
            pump(server, client, true);
            requests.join();
        } catch (IOException _) {
            // The server is down: the client's connection closes, as the server's own would.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.removeIf(Socket::isClosed);
        }
    }

    // The end of one direction ends both: no protocol we relay uses half-closed connections.
    private void pump(Socket from, Socket to, boolean answers) {
        var chunk = new byte[CHUNK];
        try (from;
                to) {
            for (var length = from.getInputStream().read(chunk);
                    length >= 0;
                    length = from.getInputStream().read(chunk)) {
                var delay = awaitOpen();
                if (answers && delay.isPositive()) {
                    Thread.sleep(delay);
                }
                to.getOutputStream().write(chunk, 0, length);
            }
            // Not even the end of a connection comes out of a black hole.
            awaitOpen();
        } catch (IOException _) {
            // Either side left.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration awaitOpen() throws IOException, InterruptedException {
        synchronized (changed) {
            while (mode instanceof Mode.BlackHole) {
                changed.wait();
            }
            return switch (mode) {
                case Mode.Forward(var delay) -> delay;
                case Mode.BlackHole _, Mode.Refuse _, Mode.Closed _ -> throw new IOException("The relay is closed");
            };
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone, which is what was wanted.
        }
    }
}
