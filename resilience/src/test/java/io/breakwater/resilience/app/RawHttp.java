package io.breakwater.resilience.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP/1.1 as no client would: byte by byte what a test wants, from loopback to loopback. */
public final class RawHttp {

    private static final int PATIENCE_MS = 10_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** One answer, and whether the server closed the connection after it. */
    public record Answer(int status, Map<String, String> headers, String body, boolean closed) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Sends a whole request with {@code Connection: close}. */
    public Answer get(String path, String... headers) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\n" + head(headers) + "\r\n");
    }

    public Answer post(String path, String contentType, String body, String... headers) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\n" + head(headers) + "Content-Type: " + contentType
                + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    public static String head(String... headers) {
        var head = new StringBuilder("Host: localhost\r\nConnection: close\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    /** Sends these bytes and reads until the server closes. */
    public Answer send(String bytes) throws IOException {
        try (var socket = connect()) {
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            } catch (IOException cutOffWhileSending) {
                // The answer may be there all the same.
            }
            return read(socket);
        }
    }

    public Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /** Reads until the end of the connection. */
    public static Answer read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var closed = true;
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (java.net.SocketTimeoutException stillOpen) {
            closed = false;
        } catch (java.net.SocketException reset) {
            // What came before the reset counts.
        }
        return parse(bytes.toString(StandardCharsets.UTF_8), closed);
    }

    private static Answer parse(String text, boolean closed) {
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, Map.of(), text, closed);
        }
        var lines = text.substring(0, end).split("\r\n");
        var headers = new TreeMap<String, String>();
        for (var i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4), closed);
    }
}
