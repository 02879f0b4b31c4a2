package io.breakwater.imageproxy.origin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the hostile origin does when it behaves: images that are told apart, validated, and sent in two pieces. */
final class CacheableRoutes {

    /** The first piece: more than is held back. */
    private static final int FIRST = 80_000;

    private final Map<String, Queue<Runnable>> waiting = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();

    /** False for a path that it does not know. */
    boolean answer(NetSocket socket, String path, String request) {
        var parts = path.split("[/?]");
        switch (parts[1]) {
            // /unique/<seed>/<size>
            case "unique" -> ok(socket, "Cache-Control: max-age=3600", image(parts));
            // /paced/<seed>/<size>: the rest when it is released
            case "paced" -> paced(socket, path, image(parts), false);
            case "pacedcut" -> paced(socket, path, image(parts), true);
            case "validated" -> {
                if (request.contains("If-None-Match: \"v1\"")) {
                    raw(socket, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nCache-Control: max-age=60\r\n\r\n");
                } else {
                    ok(socket, "ETag: \"v1\"\r\nCache-Control: max-age=0", Images.small("png"));
                }
            }
            case "dated" ->
                ok(
                        socket,
                        "Last-Modified: Sun, 01 Nov 2026 10:00:00 GMT\r\nCache-Control: max-age=60",
                        Images.unique(1, 1_000));
            case "versions" -> {
                var version =
                        versions.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
                ok(socket, "Cache-Control: max-age=1, stale-while-revalidate=600", Images.unique(version, 500));
            }
            case "strict" -> ok(socket, "Cache-Control: max-age=0, must-revalidate", Images.small("png"));
            default -> {
                return false;
            }
        }
        return true;
    }

    void release(String path) {
        var held = waiting.getOrDefault(path, new ConcurrentLinkedQueue<>());
        for (var next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }

    boolean sent(String path) {
        return waiting.containsKey(path);
    }

    private void paced(NetSocket socket, String path, byte[] image, boolean cut) {
        // What is cut is cut close to its end.
        var first = cut ? Math.max(FIRST, image.length - FIRST) : FIRST;
        raw(socket, "HTTP/1.1 200 OK\r\nCache-Control: max-age=3600\r\nContent-Length: " + image.length + "\r\n\r\n");
        socket.write(Buffer.buffer(Arrays.copyOf(image, first)));
        waiting.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).add(() -> {
            if (cut) {
                socket.close();
            } else {
                socket.write(Buffer.buffer(Arrays.copyOfRange(image, first, image.length)));
            }
        });
    }

    private static byte[] image(String[] parts) {
        return Images.unique(Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
    }

    private static void ok(NetSocket socket, String headers, byte[] body) {
        raw(socket, "HTTP/1.1 200 OK\r\n" + headers + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        socket.write(Buffer.buffer(body));
    }

    private static void raw(NetSocket socket, String text) {
        socket.write(text, "ISO-8859-1");
    }
}
