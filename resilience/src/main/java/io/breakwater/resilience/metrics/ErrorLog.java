package io.breakwater.resilience.metrics;

import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.problem.ProblemListener;
import io.breakwater.resilience.request.TraceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Counts problems by code and endpoint, and keeps the latest {@value #CAPACITY}. */
@Singleton
public final class ErrorLog implements ProblemListener {

    static final int CAPACITY = 50;
    private static final String METER = "breakwater.problems";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Deque<RecentError> latestFirst = new ArrayDeque<>();

    ErrorLog(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void onProblem(ProblemException problem, String method, String route) {
        var code = problem.code();
        // A method is whatever the caller wrote.
        var known = METHODS.contains(method) ? method : "OTHER";
        Counter.builder(METER)
                .description("Problems answered, by code and endpoint")
                .tag("code", code.slug())
                .tag("severity", code.severity().slug())
                .tag("method", known)
                .tag("uri", route)
                .register(meters)
                .increment();
        record(new RecentError(clock.instant(), code.slug(), code.severity().slug(), known, route, TraceId.current()));
    }

    private void record(RecentError error) {
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
