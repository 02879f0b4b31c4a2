package io.breakwater.bench.health;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A dashboard's end of the stream: reads as fast as events come, and notes when those came that are waited for. */
final class Follower implements AutoCloseable {

    private static final byte[] REQUEST =
            "GET /api/health/stream?differences=true HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"
                    .getBytes(US_ASCII);

    /** A change is shorter; of the whole picture nothing is kept. */
    private static final int LONGEST_LINE = 1_024;

    private final Socket socket;
    private final Predicate<String> wanted;
    private final List<Long> came = new ArrayList<>();
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private long bytes;
    private boolean gone;

    Follower(URI service, Predicate<String> wanted) throws IOException {
        this.wanted = wanted;
        socket = new Socket(service.getHost(), service.getPort());
        socket.getOutputStream().write(REQUEST);
        Thread.ofVirtual().start(this::read);
    }

    /** When those that are waited for came, as {@link System#nanoTime()} has it. */
    synchronized List<Long> came() {
        return List.copyOf(came);
    }

    /** All that was sent so far, in bytes. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized boolean gone() {
        return gone;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void read() {
        try (socket) {
            var buffer = new byte[32 * 1_024];
            var in = socket.getInputStream();
            for (var read = in.read(buffer); read > 0; read = in.read(buffer)) {
                take(buffer, read);
            }
        } catch (IOException closed) {
            // Its end, or this one's.
        }
        synchronized (this) {
            gone = true;
        }
    }

    private synchronized void take(byte[] buffer, int read) {
        var now = System.nanoTime();
        bytes += read;
        for (var i = 0; i < read; i++) {
            if (buffer[i] != '\n') {
                if (length < LONGEST_LINE) {
                    line[length++] = buffer[i];
                }
                continue;
            }
            if (length < LONGEST_LINE && wanted.test(new String(line, 0, length, UTF_8))) {
                came.add(now);
            }
            length = 0;
        }
    }
}
