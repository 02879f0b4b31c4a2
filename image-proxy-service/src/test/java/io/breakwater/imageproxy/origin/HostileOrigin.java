package io.breakwater.imageproxy.origin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A server on 127.0.0.1 that speaks HTTP byte by byte, so that it can break every rule of it. The first segment of a path
 * says what it does; what it was asked is on record.
 */
public final class HostileOrigin implements AutoCloseable {

    /** What {@code /stall} sends before nothing more comes, in bytes, and what it announces. */
    private static final int STALL_BYTES = 8 * 1_024 * 1_024 - 65_536;

    private static final int STALL_LENGTH = STALL_BYTES + 1_024;
    private static final Buffer BLOCK = Buffer.buffer(new byte[65_536]);
    private static final byte[] PNG = Images.small("png");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetServer server;
    private final NetServer resetting;
    private final NetServer slamming;
    private final @Nullable NetServer secure;
    private final @Nullable NetServer selfSigned;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> changed = new ConcurrentHashMap<>();
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    private final CacheableRoutes cacheable = new CacheableRoutes();

    /** Without TLS. */
    public HostileOrigin() {
        this(null);
    }

    HostileOrigin(@Nullable TestCertificates certificates) {
        server = listen(new NetServerOptions(), this::connected);
        // A socket with no linger is reset when it is closed.
        resetting = listen(new NetServerOptions().setSoLinger(0), this::connected);
        slamming = listen(new NetServerOptions().setSoLinger(0), NetSocket::close);
        secure = certificates == null ? null : listen(tls(certificates.trusted()), this::connected);
        selfSigned = certificates == null ? null : listen(tls(certificates.untrusted()), this::connected);
    }

    private NetServer listen(NetServerOptions options, Handler<NetSocket> handler) {
        try {
            return vertx.createNetServer(options)
                    .connectHandler(handler)
                    .exceptionHandler(_ -> {})
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static NetServerOptions tls(Path keyStore) {
        return new NetServerOptions()
                .setSsl(true)
                .setSni(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(keyStore.toString()).setPassword(TestCertificates.PASSWORD));
    }

    public int port() {
        return server.actualPort();
    }

    /** Every port on which it listens. */
    String ports() {
        return Stream.of(server, resetting, slamming, secure, selfSigned)
                .filter(Objects::nonNull)
                .map(one -> Integer.toString(one.actualPort()))
                .collect(Collectors.joining(","));
    }

    /** As {@link #url}, where closing a connection resets it. */
    public String resettingUrl(String host, String path) {
        return "http://" + host + ".origin.example:" + resetting.actualPort() + path;
    }

    /** A URL of a port that resets each connection at once. */
    public String slammingUrl(String host) {
        return "http://" + host + ".origin.example:" + slamming.actualPort() + "/png";
    }

    /** As {@link #url} over TLS, with a certificate for {@link TestCertificates#NAME}. */
    public String secureUrl(String host, String path) {
        return "https://" + host + ":" + requireNonNull(secure, "no TLS").actualPort() + path;
    }

    /** As {@link #secureUrl}, with a certificate for the same name that nobody vouches for. */
    public String selfSignedUrl(String host, String path) {
        return "https://" + host + ":" + requireNonNull(selfSigned, "no TLS").actualPort() + path;
    }

    /** The names that TLS clients asked for. */
    public List<String> serverNames() {
        return List.copyOf(serverNames);
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

    /** How often this path was asked for at that host. */
    public int count(String host, String path) {
        return count(host + ".origin.example" + path);
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

    /** From now on this path behaves like that one at this host alone. */
    public void change(String host, String path, String like) {
        changed.put(host + ".origin.example" + path, like);
    }

    /** Whether the first of it was sent, and the rest waits to be released. */
    public boolean sent(String path) {
        return cacheable.sent(path);
    }

    /** Lets what waits on this path go on. */
    public void release(String path) {
        cacheable.release(path);
    }

    private void connected(NetSocket socket) {
        if (socket.indicatedServerName() != null) {
            serverNames.add(socket.indicatedServerName());
        }
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
                var there = host(request) + path;
                counts.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
                counts.computeIfAbsent(there, _ -> new AtomicInteger()).incrementAndGet();
                answer(socket, changed.getOrDefault(there, changed.getOrDefault(path, path)), request);
            }
        });
    }

    private static String host(String request) {
        var header = request.toLowerCase(Locale.ROOT).split("\r\nhost: ", 2);
        return header.length < 2 ? "" : header[1].split("[:\r]", 2)[0];
    }

    private void answer(NetSocket socket, String path, String request) {
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
                endless(socket, Buffer.buffer("10000\r\n").appendBuffer(BLOCK).appendString("\r\n"));
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
            case "persecond" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + PNG.length + "\r\n\r\n");
                slowly(socket, 1_000, "\u0089");
            }
            case "slowhead" -> slowly(socket, 1_000, "H");
            case "moreheaders" -> {
                raw(socket, "HTTP/1.1 200 OK\r\n");
                slowly(socket, 100, "X-More: and more\r\n");
            }
            case "continues" -> slowly(socket, 20, "HTTP/1.1 100 Continue\r\n\r\n");
            case "hints" -> slowly(socket, 20, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            case "switching" -> raw(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
            case "partial" -> send(socket, "206 Partial Content", "Content-Range: bytes 0-9/99", PNG);
            case "unchanged" -> raw(socket, "HTTP/1.1 304 Not Modified\r\n\r\n");
            case "nothing" -> raw(socket, "HTTP/1.1 204 No Content\r\n\r\n");
            case "empty" -> send(socket, "200 OK", "Content-Type: image/png", new byte[0]);
            case "negative" -> raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello");
            case "words" -> raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello");
            case "twolengths" -> raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
            case "badchunk" -> raw(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello");
            case "chunkextension" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;");
                raw(socket, "a".repeat(100_000));
            }
            case "trailers" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
                raw(socket, ("X-Trailer: " + "y".repeat(1_000) + "\r\n").repeat(64));
            }
            case "tinychunks" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                endless(socket, Buffer.buffer("1\r\nx\r\n".repeat(1_000)));
            }
            case "stall" -> {
                raw(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + STALL_LENGTH + "\r\n\r\n");
                much(socket, STALL_BYTES);
            }
            case "errorpage" ->
                send(
                        socket,
                        "200 OK",
                        "Content-Type: image/jpeg",
                        "<html><h1>Service unavailable</h1></html>".getBytes(StandardCharsets.UTF_8));
            case "json" -> ok(socket, "image/webp", "{\"error\":\"login_required\"}".getBytes(StandardCharsets.UTF_8));
            case "script" -> ok(socket, "image/png", "alert(document.domain)".getBytes(StandardCharsets.UTF_8));
            case "gifscript" ->
                ok(socket, "image/gif", "GIF89a/*\u0001\u0001*/=1;alert(1)//".getBytes(StandardCharsets.ISO_8859_1));
            case "bmpscript" -> ok(socket, "image/bmp", "BM=1;alert(1)//////////////".getBytes(StandardCharsets.UTF_8));
            case "pnghtml" ->
                ok(
                        socket,
                        "text/html",
                        Buffer.buffer(PNG)
                                .appendString("<script>alert(1)</script>")
                                .getBytes());
            case "svgz" ->
                send(
                        socket,
                        "200 OK",
                        "Content-Encoding: gzip",
                        gzip("<svg><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8)));
            case "gzipcut" ->
                send(socket, "200 OK", "Content-Encoding: gzip", Arrays.copyOf(gzip(PNG), gzip(PNG).length - 9));
            case "gzipgzip" -> send(socket, "200 OK", "Content-Encoding: gzip, gzip", gzip(gzip(PNG)));
            case "gziplie" -> send(socket, "200 OK", "Content-Encoding: gzip", PNG);
            case "pngbomb" -> ok(socket, "image/png", Images.bombPng(10_000));
            case "pingpong" ->
                send(
                        socket,
                        "302 Found",
                        "Location: "
                                + url(
                                        path.endsWith("?ping") ? "pong" : "ping",
                                        path.endsWith("?ping") ? "/pingpong?pong" : "/pingpong?ping"),
                        new byte[0]);
            case "nolocation" -> send(socket, "302 Found", "X: 1", new byte[0]);
            case "toomany" -> send(socket, "429 Too Many Requests", "Retry-After: 2", new byte[0]);
            case "later" -> send(socket, "503 Service Unavailable", "Retry-After: 2", new byte[0]);
            case "viaproxy" -> viaProxy(socket, path);
            case "atrequest" -> socket.close();
            case "instatus" -> then(socket, Buffer.buffer("HTTP/1.1 20"));
            case "inhead" -> then(socket, Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Le"));
            case "afterhead" ->
                then(socket, Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: " + PNG.length + "\r\n\r\n"));
            case "inbody" ->
                then(
                        socket,
                        Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: " + PNG.length + "\r\n\r\n")
                                .appendBytes(PNG, 0, PNG.length / 2));
            case "inchunk" ->
                then(
                        socket,
                        Buffer.buffer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n")
                                .appendBytes(PNG, 0, 0x20));
            case "beforelastchunk" ->
                then(
                        socket,
                        Buffer.buffer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                                .appendString(Integer.toHexString(PNG.length) + "\r\n")
                                .appendBytes(PNG)
                                .appendString("\r\n"));
            case "untilreset" ->
                then(socket, Buffer.buffer("HTTP/1.1 200 OK\r\n\r\n").appendBytes(PNG, 0, PNG.length - 6));
            case "to" ->
                send(socket, "302 Found", "Location: " + decoded(path.substring("/to/".length())), new byte[0]);
            case "loop" -> send(socket, "301 Moved Permanently", "Location: /loop", new byte[0]);
            case "error" -> send(socket, "500 Internal Server Error", "X: 1", new byte[0]);
            case "busy" -> send(socket, "503 Service Unavailable", "X: 1", new byte[0]);
            case "forbidden" -> send(socket, "403 Forbidden", "X: 1", "secret cause".getBytes(StandardCharsets.UTF_8));
            default -> {
                if (!cacheable.answer(socket, path, request)) {
                    send(socket, "404 Not Found", "X: 1", new byte[0]);
                }
            }
        }
    }

    private void endless(NetSocket socket, Buffer chunk) {
        socket.write(chunk).onSuccess(_ -> endless(socket, chunk));
    }

    private void much(NetSocket socket, int bytes) {
        if (bytes > 0) {
            socket.write(BLOCK).onSuccess(_ -> much(socket, bytes - BLOCK.length()));
        }
    }

    private void slowly(NetSocket socket, long everyMillis, String text) {
        vertx.setPeriodic(
                everyMillis, timer -> socket.write(text, "ISO-8859-1").onFailure(_ -> vertx.cancelTimer(timer)));
    }

    /** Says so much, and closes once that has had time to arrive: a reset overtakes what is on its way. */
    private void then(NetSocket socket, Buffer said) {
        socket.write(said).onComplete(_ -> vertx.setTimer(100, _ -> socket.close()));
    }

    /** As wsrv.nl does it: an image, or for whatever it could not get a 404 with JSON. */
    private static void viaProxy(NetSocket socket, String path) {
        var wanted = decoded(path.substring(path.indexOf("u=") + 2));
        if (wanted.contains("/nowhere")) {
            send(
                    socket,
                    "404 Not Found",
                    "Content-Type: application/json",
                    "{\"status\":\"error\",\"code\":404}".getBytes(StandardCharsets.UTF_8));
        } else {
            ok(socket, "image/jpeg", Images.small("jpg"));
        }
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
