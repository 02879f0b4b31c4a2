package io.breakwater.imageproxy.origin;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * A server on 127.0.0.1 that speaks HTTP byte by byte, so that it can break every rule of it. The first segment of a path
 * says what it does; what it was asked is on record.
 */
public final class HostileOrigin implements AutoCloseable {

    private static final byte[] PNG = Images.small("png");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetServer server;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> changed = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();

    HostileOrigin() {
        try {
            server = vertx.createNetServer()
                    .connectHandler(this::connected)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** A URL on a host of this name; every name has a breaker of its own. */
    public String url(String host, String path) {
        return "http://" + host + ".origin.example:" + port() + path;
    }

    /** How often this path was asked for. */
    public int count(String path) {
        var count = counts.get(path);
        return count == null ? 0 : count.get();
    }

    /** The whole head of the latest request for this path. */
    public String lastRequest(String path) {
        return requests.reversed().stream()
                .filter(request -> request.startsWith("GET " + path + " "))
                .findFirst()
                .orElseThrow();
    }

    /** How many connections are open on which this path was asked for. */
    public int open(String path) {
        var connections = open.get(path);
        return connections == null ? 0 : connections.get();
    }

    /** From now on this path behaves like that one. */
    public void change(String path, String like) {
        changed.put(path, like);
    }

    private void connected(NetSocket socket) {
        var asked = new HashSet<String>();
        socket.closeHandler(_ -> asked.forEach(path -> open.get(path).decrementAndGet()));
        socket.exceptionHandler(_ -> socket.close());
        var head = new StringBuilder();
        socket.handler(data -> {
            head.append(data.toString(StandardCharsets.ISO_8859_1));
            if (head.indexOf("\r\n\r\n") >= 0) {
                var request = head.toString();
                head.setLength(0);
                var path = request.split(" ", 3)[1];
                requests.add(request);
                if (asked.add(path)) {
                    open.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
                }
                counts.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
                answer(socket, changed.getOrDefault(path, path));
            }
        });
    }

    private void answer(NetSocket socket, String path) {
        switch (path.split("[/?]", 3)[1]) {
            case "png" -> ok(socket, "image/png", PNG);
            case "jpg" -> ok(socket, "application/octet-stream", Images.small("jpg"));
            case "gif" -> ok(socket, "text/plain", Images.small("gif"));
            case "cookie" ->
                send(socket, "200 OK", "Set-Cookie: id=1\r\nX-Secret: 1\r\nCache-Control: max-age=60", PNG);
            case "stale" -> send(socket, "200 OK", "Cache-Control: max-age=0", PNG);
            case "nostore" -> send(socket, "200 OK", "Cache-Control: private", PNG);
            case "slow" -> vertx.setTimer(400, _ -> ok(socket, "image/png", PNG));
            case "slower" -> vertx.setTimer(2_300, _ -> ok(socket, "image/png", PNG));
            case "hang" -> {}
            case "trickle" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                vertx.setPeriodic(100, timer -> {
                    if (socket.write("x").failed()) {
                        vertx.cancelTimer(timer);
                    }
                });
            }
            case "short" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (PNG.length + 10) + "\r\n\r\n");
                socket.write(Buffer.buffer(PNG)).onComplete(_ -> socket.close());
            }
            case "shortchunked" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n");
                socket.write(Buffer.buffer(PNG).slice(0, 0x20)).onComplete(_ -> socket.close());
            }
            case "cutuntilclose" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                socket.write(Buffer.buffer(PNG).slice(0, PNG.length - 6)).onComplete(_ -> socket.close());
            }
            case "untilclose" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                socket.write(Buffer.buffer(PNG)).onComplete(_ -> socket.close());
            }
            case "longer" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + PNG.length + "\r\n\r\n");
                socket.write(Buffer.buffer(PNG).appendString("HTTP/1.1 200 OK\r\n\r\ntrailing"));
            }
            case "endless" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                endless(socket);
            }
            case "declaredhuge" -> raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
            case "headers" -> {
                raw(socket, "HTTP/1.1 200 OK\r\n");
                raw(socket, ("X-Filler: " + "y".repeat(1_000) + "\r\n").repeat(64));
            }
            case "garbage" -> raw(socket, "\0\1\2 this is no HTTP\r\n\r\n");
            case "reset" -> socket.close();
            case "html" ->
                ok(socket, "image/png", "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
            case "svg" ->
                ok(
                        socket,
                        "image/svg+xml",
                        "<?xml version='1.0'?><svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8));
            case "bomb" -> send(socket, "200 OK", "Content-Encoding: gzip", gzip(new byte[30 * 1_024 * 1_024]));
            case "gzip" -> send(socket, "200 OK", "Content-Encoding: gzip", gzip(PNG));
            case "brotli" -> send(socket, "200 OK", "Content-Encoding: br", PNG);
            case "pixels" -> ok(socket, "image/png", Images.hugePng(50_001));
            case "to" ->
                send(socket, "302 Found", "Location: " + decoded(path.substring("/to/".length())), new byte[0]);
            case "loop" -> send(socket, "301 Moved Permanently", "Location: /loop", new byte[0]);
            case "error" -> send(socket, "500 Internal Server Error", "X: 1", new byte[0]);
            case "busy" -> send(socket, "503 Service Unavailable", "X: 1", new byte[0]);
            case "forbidden" -> send(socket, "403 Forbidden", "X: 1", "secret cause".getBytes(StandardCharsets.UTF_8));
            default -> send(socket, "404 Not Found", "X: 1", new byte[0]);
        }
    }

    private void endless(NetSocket socket) {
        var chunk = Buffer.buffer("10000\r\n").appendBytes(new byte[65_536]).appendString("\r\n");
        socket.write(chunk).onSuccess(_ -> endless(socket));
    }

    private static void ok(NetSocket socket, String type, byte[] body) {
        send(socket, "200 OK", "Content-Type: " + type, body);
    }

    private static void send(NetSocket socket, String status, String headers, byte[] body) {
        raw(socket, "HTTP/1.1 " + status + "\r\n" + headers + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        socket.write(Buffer.buffer(body));
    }

    private static void raw(NetSocket socket, String text) {
        socket.write(text, "ISO-8859-1");
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
