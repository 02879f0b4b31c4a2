package io.breakwater.bench.health;

import io.breakwater.bench.server.Listener;
import io.breakwater.resilience.testing.FreePort;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * One HTTP server of a fleet, on a port of its own that stays the same, which notes when it was asked. By hand and on
 * virtual threads, because thousands share the machine with what is measured.
 */
final class Member implements AutoCloseable {

    private static final String END = "\r\n\r\n";
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"UP\"}"
                    .getBytes(US_ASCII);
    private static final int BACKLOG = 16;
    private static final int ATTEMPTS = 100;

    private final BooleanSupplier answering;
    private final int port;
    private Listener listener;
    private long[] asked = new long[16];
    private int times;

    /** @param answering whether what is asked now is answered; else the caller waits in vain */
    Member(BooleanSupplier answering) throws IOException {
        this.answering = answering;
        this.listener = anywhere();
        this.port = listener.port();
    }

    int port() {
        return port;
    }

    /** Nobody listens any more, and who is connected is cut off. */
    @Override
    public void close() {
        listener.close();
    }

    void open() throws IOException {
        listener = Listener.on(port, BACKLOG, this::serve);
    }

    /** How long it was from each time it was asked to the next, in ns, as far as both lie in this time. */
    synchronized LongStream gaps(long from, long to) {
        var within = Arrays.stream(asked, 0, times)
                .filter(at -> at >= from && at <= to)
                .toArray();
        return LongStream.range(1, within.length).map(i -> within[(int) i] - within[(int) i - 1]);
    }

    /** How often it was asked in this time, as {@link System#nanoTime()} has it. */
    synchronized long asked(long from, long to) {
        return Arrays.stream(asked, 0, times)
                .filter(at -> at >= from && at <= to)
                .count();
    }

    /** Below the range that outgoing connections are given ports from: those could meet a port that is closed. */
    private Listener anywhere() throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                return Listener.on(FreePort.find(), BACKLOG, this::serve);
            } catch (BindException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private void serve(Socket caller) throws IOException {
        var in = caller.getInputStream();
        var out = caller.getOutputStream();
        var buffer = new byte[1_024];
        var matched = 0;
        for (var read = in.read(buffer); read > 0; read = in.read(buffer)) {
            for (var i = 0; i < read; i++) {
                matched = buffer[i] == END.charAt(matched) ? matched + 1 : buffer[i] == '\r' ? 1 : 0;
                if (matched == END.length()) {
                    matched = 0;
                    note(System.nanoTime());
                    if (answering.getAsBoolean()) {
                        out.write(ANSWER);
                    }
                }
            }
        }
    }

    private synchronized void note(long at) {
        if (times == asked.length) {
            asked = Arrays.copyOf(asked, times * 2);
        }
        asked[times++] = at;
    }
}
