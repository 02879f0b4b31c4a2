package io.breakwater.health.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Follows a stream of events as a browser does, and reads as fast as they come. */
final class Events implements AutoCloseable {

    record Event(String name, String id, String data) {}

    private final Socket socket;
    private final LinkedBlockingQueue<Event> received = new LinkedBlockingQueue<>();

    private Events(Socket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::read);
    }

    static Events at(URI address, String... headers) throws IOException {
        var socket = new Socket(address.getHost(), address.getPort());
        var head = "GET " + target(address) + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return new Events(socket);
    }

    private static String target(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    /** The next event of this name; what comes before it is passed over. */
    Event next(String name, Duration patience) {
        return next(name, patience, data -> true);
    }

    Event next(String name, Duration patience, Predicate<String> data) {
        var until = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                var event = received.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("no event " + name + " within " + patience);
                }
                if (event.name().equals(name) && data.test(event.data())) {
                    return event;
                }
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            var name = "";
            var id = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                // The chunks' own lines are no fields, and each event is one chunk.
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    received.add(new Event(name, id, line.substring(6)));
                    id = "";
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
