package io.breakwater.bench.load;

import java.nio.charset.StandardCharsets;

/** Makes the next request, ready to be sent. Called by many threads at once. */
@FunctionalInterface
public interface Requests {

    byte[] next();

    /** A GET. */
    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** A POST of JSON with an {@code Idempotency-Key}. */
    static byte[] post(String path, String key, String json) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nIdempotency-Key: "
                        + key + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
