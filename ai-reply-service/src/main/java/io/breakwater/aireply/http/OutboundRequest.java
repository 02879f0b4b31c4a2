package io.breakwater.aireply.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to send.
 *
 * @param uri absolute, http or https
 * @param maxAnswerBytes the largest body that is read, at least 1; a larger one ends the exchange
 */
public record OutboundRequest(
        HttpMethod method,
        URI uri,
        Map<String, String> headers,
        @Nullable Buffer body,
        int maxAnswerBytes) {

    public OutboundRequest {
        headers = Map.copyOf(headers);
        if (maxAnswerBytes < 1) {
            throw new IllegalArgumentException("maxAnswerBytes must be at least 1, is " + maxAnswerBytes);
        }
    }

    @Override
    public String toString() {
        return "OutboundRequest[" + method + "]";
    }
}
