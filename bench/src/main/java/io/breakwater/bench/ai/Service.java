package io.breakwater.bench.ai;

import io.breakwater.bench.Container;
import io.breakwater.bench.load.Requests;
import io.breakwater.resilience.testing.EmbeddedRedisServer;
import io.breakwater.resilience.testing.Packaging;
import io.breakwater.resilience.testing.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged ai-reply-service, its limits set so high that none is felt, before a model and a usage-service of ours. */
final class Service implements AutoCloseable {

    /** So many questions fit into the cache in memory, which has 100 entries. */
    static final int WARM = 50;

    private static final Path TARGET = Path.of("ai-reply-service", "target");
    private static final int USERS = 1_000;
    private static final Duration SENT_WITHIN = Duration.ofMinutes(4);
    private static final Pattern WAITING = Pattern.compile("(?m)^breakwater_usage_waiting(?:\\{[^}]*})? (\\S+)$");
    private static final Pattern LOST = Pattern.compile("(?m)^breakwater_usage_lost_total(?:\\{[^}]*})? (\\S+)$");
    private static final Pattern HITS = Pattern.compile("\"hits\":\\s*(\\d+)");

    private final ServiceProcess process;

    private Service(ServiceProcess process) {
        this.process = process;
    }

    static Service started(Packaging packaging, Upstream model, Upstream usage) {
        return new Service(builder(packaging, model, usage).start());
    }

    static Service started(Packaging packaging, Upstream model, Upstream usage, EmbeddedRedisServer redis) {
        return new Service(builder(packaging, model, usage)
                .env("REDIS_URL", redis.redisUrl())
                .start());
    }

    URI base() {
        return process.baseUri();
    }

    List<ProcessHandle> processes() {
        return List.of(ProcessHandle.of(process.pid()).orElseThrow());
    }

    /** Asks for the reply to one message. */
    static byte[] question(long number) {
        return Requests.post(path(number), "q-" + number, body(number));
    }

    /** Asks once and waits; true for an answer. */
    boolean ask(long number) {
        return process.post(path(number), body(number)).statusCode() == 200;
    }

    /** Asks each question that is to be warm. */
    void warm() {
        for (var number = 0; number < WARM; number++) {
            ask(number);
        }
    }

    /** Answers that came from the cache so far. */
    long hits() {
        var found = HITS.matcher(process.get("/metrics").body());
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** Waits until every answer was counted in usage-service, and answers how many counts were given up since the start. */
    long settled() {
        Awaitility.await("all counts are sent")
                .atMost(SENT_WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> meter(WAITING) == 0);
        return (long) meter(LOST);
    }

    @Override
    public void close() {
        process.close();
    }

    private double meter(Pattern meter) {
        var found = meter.matcher(process.get("/metrics/prometheus").body());
        if (!found.find()) {
            throw new IllegalStateException("The service does not tell " + meter);
        }
        return Double.parseDouble(found.group(1));
    }

    private static String path(long number) {
        return "/api/ai-reply/user-" + number % USERS;
    }

    private static String body(long number) {
        return "{\"platform\": \"linkedin\", \"notification\": {\"text\": \"Thank you for talk number " + number
                + ", I have learned a lot from it and will tell my colleagues.\"}}";
    }

    private static ServiceProcess.Builder builder(Packaging packaging, Upstream model, Upstream usage) {
        return Container.service(TARGET, packaging)
                .env("LLM_SERVICE_URL", model.base().toString())
                .env("LLM_API_KEY", "bench")
                .env("USAGE_SERVICE_URL", usage.base().toString())
                // Both buckets are asked, and always have a token.
                .env("BREAKWATER_LIMIT_USER_RATE", "1000000")
                .env("BREAKWATER_LIMIT_USER_BURST", "1000000")
                .env("BREAKWATER_LIMIT_MODEL_RATE", "1000000")
                .env("BREAKWATER_LIMIT_MODEL_BURST", "1000000")
                .env("BREAKWATER_DISPATCH_WORKERS", "64");
    }
}
