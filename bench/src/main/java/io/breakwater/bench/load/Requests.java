package io.breakwater.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;

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
        return post(path, Map.of("Idempotency-Key", key), json);
    }

    /** A POST of JSON in ASCII with these headers. */
    static byte[] post(String path, Map<String, String> headers, String json) {
        var request = new StringBuilder(json.length() + 512)
                .append("POST ")
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("Content-Length: ")
                .append(json.length())
                .append("\r\n\r\n")
                .append(json)
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }
}
