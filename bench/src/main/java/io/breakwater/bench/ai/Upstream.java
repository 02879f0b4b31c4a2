package io.breakwater.bench.ai;

import io.breakwater.bench.server.Listener;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A model that always says the same, and a usage-service that takes every count. By hand, because it shares the machine
 * with what is measured. Safe for use by many threads.
 */
final class Upstream implements AutoCloseable {

    static final String COMPLETIONS = "/v1/chat/completions";

    private static final String COUNTS = "/api/usage/events";

    private static final String LENGTH = "content-length:";
    private static final byte[] COMPLETION = answer("""
            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini", "choices": [{"index": 0,
             "message": {"role": "assistant", "content": "Thank you for the kind words. I am glad that it was of use to you."},
             "finish_reason": "stop"}], "usage": {"prompt_tokens": 250, "completion_tokens": 20, "total_tokens": 270}}""");
    private static final byte[] ANYTHING = answer("{}");
    private static final Pattern COUNT = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Listener listener;
    private final LongAdder completions = new LongAdder();
    private final LongAdder counts = new LongAdder();
    private volatile Duration delay = Duration.ZERO;

    Upstream() throws IOException {
        listener = Listener.on(0, 512, this::serve);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + listener.port());
    }

    /** How long each completion takes from now on. */
    void delay(Duration length) {
        delay = length;
    }

    /** How many completions were asked for. */
    long completions() {
        return completions.sum();
    }

    /** How many counts came, where this stands for usage-service. */
    long counts() {
        return counts.sum();
    }

    /** Cuts all connections and listens no more. */
    @Override
    public void close() {
        listener.close();
    }

    private void serve(Socket caller) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
        var out = caller.getOutputStream();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var body = body(in, bodyLength(in));
            if (line.startsWith("POST " + COMPLETIONS)) {
                completions.increment();
                Thread.sleep(delay);
                out.write(COMPLETION);
            } else if (line.startsWith("POST " + COUNTS)) {
                out.write(counted(body));
            } else {
                out.write(ANYTHING);
            }
        }
    }

    /** Reads to the end of the headers. */
    private static int bodyLength(BufferedReader in) throws IOException {
        var length = 0;
        for (var header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        return length;
    }

    /** A byte is a character here. */
    private static String body(BufferedReader in, int bytes) throws IOException {
        var body = new char[bytes];
        for (var read = 0; read < bytes; ) {
            var more = in.read(body, read, bytes - read);
            if (more < 0) {
                throw new EOFException("The request ended early");
            }
            read += more;
        }
        return new String(body);
    }

    /** All of a batch are accepted. */
    private byte[] counted(String batch) {
        var results = new StringJoiner(",", "{\"results\": [", "]}");
        COUNT.matcher(batch).results().forEach(count -> {
            counts.increment();
            results.add("{\"id\": \"" + count.group(1) + "\", \"status\": \"accepted\"}");
        });
        return answer(results.toString());
    }

    private static byte[] answer(String json) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                        + json)
                .getBytes(US_ASCII);
    }
}
