package io.breakwater.resilience.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts problems by code and endpoint, and keeps the latest {@value #CAPACITY}. */
@Singleton
public final class ErrorLog {

    static final int CAPACITY = 50;
    private static final String METER = "breakwater.problems";

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Deque<RecentError> latestFirst = new ArrayDeque<>();

    ErrorLog(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** @param endpoint the route, not the path: it becomes a label */
    public void record(String code, String severity, String method, String endpoint, @Nullable String traceId) {
        Counter.builder(METER)
                .description("Problems answered, by code and endpoint")
                .tag("code", code)
                .tag("severity", severity)
                .tag("method", method)
                .tag("uri", endpoint)
                .register(meters)
                .increment();
        var error = new RecentError(clock.instant(), code, severity, method, endpoint, traceId);
        synchronized (latestFirst) {
            latestFirst.addFirst(error);
            if (latestFirst.size() > CAPACITY) {
                latestFirst.removeLast();
            }
        }
    }

    /** The most frequent first. */
    public List<ErrorCount> counts() {
        return meters.find(METER).counters().stream()
                .map(counter -> new ErrorCount(
                        tag(counter, "code"),
                        tag(counter, "severity"),
                        tag(counter, "method"),
                        tag(counter, "uri"),
                        (long) counter.count()))
                .sorted(Comparator.comparingLong(ErrorCount::count).reversed())
                .toList();
    }

    /** The latest first. */
    public List<RecentError> latest() {
        synchronized (latestFirst) {
            return new ArrayList<>(latestFirst);
        }
    }

    private static String tag(Counter counter, String key) {
        var value = counter.getId().getTag(key);
        return value == null ? "" : value;
    }
}
