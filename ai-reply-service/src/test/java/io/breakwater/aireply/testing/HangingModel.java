package io.breakwater.aireply.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that reads each completion's request and never answers, but notices at once when its caller hangs up. */
public final class HangingModel implements AutoCloseable {

    private static final String MODELS =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";

    private final ServerSocket server;
    private final AtomicInteger asked = new AtomicInteger();
    private final BlockingQueue<Long> hungUp = new LinkedBlockingQueue<>();

    public HangingModel() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How often it was asked for a completion. */
    public int asked() {
        return asked.get();
    }

    /** The moment, as {@link System#nanoTime()} has it, at which the next caller hung up. */
    public long hungUp() throws InterruptedException {
        var moment = hungUp.poll(10, TimeUnit.SECONDS);
        if (moment == null) {
            throw new AssertionError("nobody hung up within " + Duration.ofSeconds(10));
        }
        return moment;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            var in = caller.getInputStream();
            var first = new byte[4];
            in.readNBytes(first, 0, 4);
            if (new String(first).startsWith("GET")) {
                caller.getOutputStream().write(MODELS.getBytes());
                caller.getOutputStream().flush();
                return;
            }
            asked.incrementAndGet();
            while (in.read() >= 0) {
                // Its request; then nothing until it hangs up.
            }
            hungUp.add(System.nanoTime());
        } catch (IOException reset) {
            hungUp.add(System.nanoTime());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
