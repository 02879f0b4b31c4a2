package io.breakwater.aireply.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.http.OutboundHttp;
import io.breakwater.aireply.http.OutboundRequest;
import io.breakwater.resilience.config.SuiteSettings;
import io.breakwater.resilience.request.Deadline;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** usage-service over HTTP, one attempt at a time. */
@Singleton
final class UsageApi {

    private static final int MAX_ANSWER = 64 * 1024;

    /** These are about the count itself. Any other, a missing key or a wrong address too, somebody can put right. */
    private static final Set<Integer> FINAL = Set.of(400, 409, 413, 415, 422);

    private final SuiteSettings suite;
    private final UsageSettings settings;
    private final OutboundHttp http;
    private final ObjectMapper json;

    UsageApi(SuiteSettings suite, UsageSettings settings, OutboundHttp http, ObjectMapper json) {
        this.suite = suite;
        this.settings = settings;
        this.http = http;
        this.json = json;
    }

    @RegisterForReflection
    record Increment(String metric, int amount, Instant occurredAt) {}

    /** @throws IOException when it does not answer, or cannot take it now */
    UsageReply send(UsageCount count, Deadline deadline) throws IOException, InterruptedException {
        var status = http.send(new OutboundRequest(
                        HttpMethod.POST,
                        uri("/api/usage/" + count.platform().slug() + "/" + encoded(count) + "/increment"),
                        headers(count, deadline),
                        body(count),
                        MAX_ANSWER))
                .status();
        if (status == 200 || status == 202) {
            return new UsageReply.Acknowledged();
        }
        if (FINAL.contains(status)) {
            return new UsageReply.Rejected(status);
        }
        throw new UsageAwayException(status);
    }

    /** @throws IOException when it is not there */
    void probe() throws IOException, InterruptedException {
        var status = http.send(new OutboundRequest(HttpMethod.GET, uri("/health/live"), Map.of(), null, MAX_ANSWER))
                .status();
        if (status != 200) {
            throw new UsageAwayException(status);
        }
    }

    private Map<String, String> headers(UsageCount count, Deadline deadline) {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        headers.put("Idempotency-Key", count.id());
        headers.put(Deadline.HEADER, deadline.header());
        count.traceparent().ifPresent(trace -> headers.put("traceparent", trace));
        settings.apiKey().ifPresent(key -> headers.put("X-API-Key", key));
        return headers;
    }

    private Buffer body(UsageCount count) throws JsonProcessingException {
        return Buffer.buffer(json.writeValueAsBytes(new Increment(count.metric(), 1, count.occurredAt())));
    }

    private URI uri(String path) {
        var base = suite.usageServiceUrl().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static String encoded(UsageCount count) {
        return URLEncoder.encode(count.user().value(), UTF_8);
    }
}
