package io.breakwater.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.cache.CacheSnapshot;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.DependencyState;
import io.breakwater.resilience.dependency.DependencyStatus;
import io.breakwater.resilience.machine.MachineReading;
import io.breakwater.resilience.metrics.Histogram;
import io.breakwater.resilience.metrics.Red;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.breakwater.resilience.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the snapshots that the other services would give. */
public final class Snapshots {

    private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");

    private final String service;
    private String instance;
    private long uptime = 60;
    private Degradation degradation = new Degradation(DegradationLevel.NONE, Map.of());
    private final List<BreakerSnapshot> breakers = new ArrayList<>();
    private final List<CacheSnapshot> caches = new ArrayList<>();
    private final List<QueueSnapshot> queues = new ArrayList<>();
    private final List<DependencyStatus> dependencies = new ArrayList<>();
    private Red.Requests requests = Red.Requests.of(0, 0, 0);
    private Histogram durations = Histogram.EMPTY;
    private MachineReading machine;

    private Snapshots(String service) {
        this.service = service;
        this.instance = service + "-1";
    }

    public static Snapshots of(String service) {
        return new Snapshots(service);
    }

    /** Another process, which has just begun. */
    public Snapshots startedAs(String process) {
        instance = process;
        uptime = 0;
        return this;
    }

    public Snapshots degraded(DegradationLevel level, String what, String why) {
        degradation = new Degradation(level, Map.of(what, why));
        return this;
    }

    public Snapshots breaker(String name, BreakerState state) {
        var settings = BreakerSettings.consecutive(5, Duration.ofSeconds(60), 2);
        breakers.add(new BreakerSnapshot(name, state, SINCE, 10, 5, 1, 12.5, settings, null));
        return this;
    }

    public Snapshots dependency(String name, DependencyState state) {
        dependencies.add(new DependencyStatus(name, state, SINCE, null, SINCE, 1.5));
        return this;
    }

    public Snapshots cache(long hits, long misses) {
        caches.add(new CacheSnapshot("replies", 1, 100, hits, misses, 0, 0));
        return this;
    }

    public Snapshots queue(int size) {
        queues.add(new QueueSnapshot("replies", true, size, 2, 100, 1, 0, size - 1, 0));
        return this;
    }

    /** @param ms each request took this long, a bound of the buckets 10, 1000 and 30000, or longer than all */
    public Snapshots requests(long total, long errors, double ms) {
        requests = Red.Requests.of(total, errors, 0);
        var buckets = new TreeMap<Double, Long>();
        List.of(10.0, 1_000.0, 30_000.0).forEach(bound -> buckets.put(bound, ms <= bound ? total : 0L));
        durations = new Histogram(total, total * ms, buckets);
        return this;
    }

    public Snapshots machine(MachineReading reading) {
        machine = reading;
        return this;
    }

    public Snapshot get() {
        return new Snapshot(
                service,
                instance,
                "1.2.3",
                "prod",
                uptime,
                degradation,
                breakers,
                List.of(),
                List.of(),
                caches,
                queues,
                dependencies,
                List.of(),
                List.of(),
                requests,
                durations,
                machine);
    }

    /** A service that gives this snapshot at /resilience and 404 elsewhere. */
    public HttpHandler answering(ObjectMapper json) {
        var body = write(json);
        return exchange -> {
            if (exchange.getRequestURI().getPath().equals("/resilience")) {
                send(exchange, 200, body);
            } else {
                send(exchange, 404, new byte[0]);
            }
        };
    }

    private byte[] write(ObjectMapper json) {
        try {
            return json.writeValueAsBytes(get());
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Answers with this text. */
    public static HttpHandler text(int status, String text) {
        return exchange -> send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
