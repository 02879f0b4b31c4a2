package io.breakwater.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes connections to a port of this machine, each served by a virtual thread of its own, until it is closed. */
public final class Listener implements AutoCloseable {

    private static final int PATIENCE_MS = 1_000;

    private final ServerSocket server;
    private final Service service;
    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();

    /** Serves one connection, which is closed when it returns. Whatever the connection does to it is nobody's fault. */
    @FunctionalInterface
    public interface Service {

        void serve(Socket caller) throws IOException, InterruptedException;
    }

    private Listener(ServerSocket server, Service service) {
        this.server = server;
        this.service = service;
    }

    /**
     * @param port 0 for any that is free
     * @param backlog connections that may wait to be taken
     */
    public static Listener on(int port, int backlog, Service service) throws IOException {
        var listener = new Listener(new ServerSocket(port, backlog, InetAddress.getLoopbackAddress()), service);
        Thread.ofVirtual().start(listener::accept);
        return listener;
    }

    /** Whether somebody listens on this port of 127.0.0.1. */
    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Listens no more, and cuts who is connected. */
    @Override
    public void close() {
        try {
            server.close();
            for (var caller : callers) {
                caller.close();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                callers.add(caller);
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            service.serve(caller);
        } catch (IOException left) {
            // Whoever asked does not want any more, or was cut.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            callers.remove(caller);
        }
    }
}
