package io.breakwater.aireply.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** All that is sent to a Redis while it is open: commands, keys and values (its MONITOR command). */
public final class RedisMonitor implements AutoCloseable {

    private final Socket socket;
    private final StringBuffer seen = new StringBuffer();

    private RedisMonitor(Socket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::read);
    }

    public static RedisMonitor of(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write("MONITOR\r\n".getBytes(ISO_8859_1));
            return new RedisMonitor(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public String seen() {
        return seen.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            lines.lines().forEach(line -> seen.append(line).append('\n'));
        } catch (IOException | UncheckedIOException closed) {
            seen.append("closed\n");
        }
    }
}
