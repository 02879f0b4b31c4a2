package io.breakwater.aireply.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.problem.ProblemCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts as usage-service wants many at once: a batch of CloudEvents 1.0, and its answer for each of them. */
final class UsageBatch {

    static final String MEDIA_TYPE = "application/cloudevents-batch+json";

    /** With an id it says which event it is, so it never changes. */
    private static final String SOURCE = "/ai-reply-service";

    private static final String REJECTED = "rejected";

    private UsageBatch() {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(
            String specversion,
            String type,
            String source,
            String id,
            Instant time,
            @Nullable String traceparent,
            Data data) {

        static Event of(UsageCount count) {
            return new Event(
                    "1.0",
                    "io.breakwater.usage.increment",
                    SOURCE,
                    count.id(),
                    count.occurredAt(),
                    count.traceparent().orElse(null),
                    new Data(count.platform().slug(), count.user().value(), count.metric(), 1));
        }
    }

    @RegisterForReflection
    record Data(String platform, String user, String metric, int amount) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(@Nullable List<Result> results) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(
            @Nullable String id,
            @Nullable String status,
            @Nullable String code) {}

    static Buffer body(List<UsageCount> counts, ObjectMapper json) throws IOException {
        return Buffer.buffer(
                json.writeValueAsBytes(counts.stream().map(Event::of).toList()));
    }

    /** @throws IOException where it does not answer for each of them: nothing is known of any then */
    static UsageReply.Told read(Buffer body, List<UsageCount> counts, ObjectMapper json) throws IOException {
        var results = json.readValue(body.getBytes(), Answer.class).results();
        if (results == null || results.size() != counts.size()) {
            throw new IOException("usage-service did not answer for each count");
        }
        var refused = new HashMap<String, Integer>();
        for (var place = 0; place < counts.size(); place++) {
            var id = counts.get(place).id();
            var result = results.get(place);
            if (!id.equals(result.id()) || result.status() == null) {
                throw new IOException("usage-service answered for another count");
            }
            if (REJECTED.equals(result.status())) {
                refused.put(id, status(result.code()));
            }
        }
        return new UsageReply.Told(Map.copyOf(refused));
    }

    private static int status(@Nullable String code) {
        try {
            return ProblemCode.valueOf(
                            String.valueOf(code).toUpperCase(Locale.ROOT).replace('-', '_'))
                    .status();
        } catch (IllegalArgumentException ofAnotherVersion) {
            return ProblemCode.VALIDATION.status();
        }
    }
}
