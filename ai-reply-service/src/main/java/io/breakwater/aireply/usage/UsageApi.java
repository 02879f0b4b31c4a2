package io.breakwater.aireply.usage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.aireply.http.OutboundHttp;
import io.breakwater.aireply.http.OutboundRequest;
import io.breakwater.resilience.config.SuiteSettings;
import io.breakwater.resilience.request.Deadline;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** usage-service over HTTP, one attempt at a time. */
@Singleton
final class UsageApi {

    /** A result of a batch takes up to 200 bytes. */
    private static final int MAX_ANSWER = 1024 * 1024;

    /** These are about the counts themselves. Any other, a missing key or a wrong address too, somebody can put right. */
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

    /**
     * Sends 1 to 1,000 counts at once.
     *
     * @throws IOException when it does not answer, or cannot take them now
     */
    UsageReply send(List<UsageCount> counts, Deadline deadline) throws IOException, InterruptedException {
        var answer = http.send(new OutboundRequest(
                HttpMethod.POST,
                uri("/api/usage/events"),
                headers(counts, deadline),
                UsageBatch.body(counts, json),
                MAX_ANSWER));
        var status = answer.status();
        if (status == 200 || status == 202) {
            return UsageBatch.read(answer.body(), counts, json);
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

    private Map<String, String> headers(List<UsageCount> counts, Deadline deadline) {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", UsageBatch.MEDIA_TYPE);
        headers.put("Accept", "application/json");
        headers.put(Deadline.HEADER, deadline.header());
        if (counts.size() == 1) {
            // A batch of several goes on no one's trace: each count in it names its own.
            counts.getFirst().traceparent().ifPresent(trace -> headers.put("traceparent", trace));
        }
        settings.apiKey().ifPresent(key -> headers.put("X-API-Key", key));
        return headers;
    }

    private URI uri(String path) {
        var base = suite.usageServiceUrl().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
