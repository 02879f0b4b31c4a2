package io.breakwater.deploy.kubelet;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests on connections of their own, as a kubelet makes them, and as kube-proxy balances them. */
final class Http {

    /** What came back. */
    record Answer(int status, String body) {}

    private Http() {}

    static Answer get(URI uri, Duration limit) throws IOException {
        return send("GET", uri, null, limit);
    }

    static Answer post(URI uri, String json, Duration limit) throws IOException {
        return send("POST", uri, json, limit);
    }

    private static Answer send(String method, URI uri, @Nullable String json, Duration limit) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            connection.setRequestMethod(method);
            connection.setConnectTimeout(Math.toIntExact(limit.toMillis()));
            connection.setReadTimeout(Math.toIntExact(limit.toMillis()));
            connection.setRequestProperty("Connection", "close");
            if (json != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
            }
            var status = connection.getResponseCode();
            try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }
}
