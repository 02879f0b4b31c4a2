package io.breakwater.imageproxy.serve;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** A caller who speaks HTTP by hand, so that it can be slow, leave in between, and see what really comes. */
final class Caller implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String target;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;

    /** Connects, with a receive buffer of so many bytes; asks with {@link #head()}. */
    Caller(int port, String imageUrl, int buffer) throws IOException {
        socket.setReceiveBufferSize(buffer);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 20_000);
        in = new BufferedInputStream(socket.getInputStream(), 1_024);
        target = "/api/proxy-image?url=" + URLEncoder.encode(imageUrl, StandardCharsets.UTF_8);
    }

    /** Asks, and reads the head of the answer. */
    Caller head() throws IOException {
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        status = Integer.parseInt(line().split(" ")[1]);
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return this;
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** One piece of a chunked body; empty at its end. */
    byte[] chunk() throws IOException {
        var length = Integer.parseInt(line().strip(), 16);
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("cut off");
        }
        line();
        return bytes;
    }

    /** What is left of the body, chunked or not. */
    byte[] rest() throws IOException {
        var body = new ByteArrayOutputStream();
        if (header("Transfer-Encoding").equals("chunked")) {
            for (var chunk = chunk(); chunk.length > 0; chunk = chunk()) {
                body.writeBytes(chunk);
            }
        } else {
            body.writeBytes(in.readNBytes(Integer.parseInt(header("Content-Length"))));
        }
        return body.toByteArray();
    }

    /** What is left of a chunked body, some of it a millisecond, so that the service always has more to send. */
    void slowRest() throws IOException {
        while (chunk().length > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("cut off");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
