package io.breakwater.resilience.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads what the request timers have counted. */
@Singleton
public final class RequestStatistics {

    private final MeterRegistry meters;

    RequestStatistics(MeterRegistry meters) {
        this.meters = meters;
    }

    public Red.Requests requests() {
        return requests(timers());
    }

    public Histogram histogram() {
        return histogram(timers());
    }

    /** One entry for each method and route, the slowest (by P95) first. */
    public List<EndpointMetrics> endpoints() {
        return timers().stream()
                .collect(Collectors.groupingBy(timer -> List.of(tag(timer, "method"), tag(timer, "uri"))))
                .entrySet()
                .stream()
                .map(entry -> new EndpointMetrics(
                        entry.getKey().getFirst(),
                        entry.getKey().getLast(),
                        requests(entry.getValue()),
                        Red.Duration.of(histogram(entry.getValue()))))
                .sorted(Comparator.comparingDouble((EndpointMetrics endpoint) ->
                                endpoint.duration().p95())
                        .reversed())
                .toList();
    }

    private Collection<Timer> timers() {
        return meters.find(RequestMeters.REQUESTS).timers();
    }

    private static Red.Requests requests(Collection<Timer> timers) {
        return Red.Requests.of(count(timers, ""), count(timers, "5"), count(timers, "4"));
    }

    private static long count(Collection<Timer> timers, String statusPrefix) {
        return timers.stream()
                .filter(timer -> tag(timer, "status").startsWith(statusPrefix))
                .mapToLong(Timer::count)
                .sum();
    }

    private static Histogram histogram(Collection<Timer> timers) {
        return timers.stream().map(RequestStatistics::histogram).reduce(Histogram.EMPTY, Histogram::plus);
    }

    private static Histogram histogram(Timer timer) {
        var snapshot = timer.takeSnapshot();
        var buckets = new TreeMap<Double, Long>();
        for (var bucket : snapshot.histogramCounts()) {
            buckets.put(bucket.bucket(TimeUnit.MILLISECONDS), (long) bucket.count());
        }
        return new Histogram(snapshot.count(), snapshot.total(TimeUnit.MILLISECONDS), buckets);
    }

    private static String tag(Timer timer, String key) {
        var value = timer.getId().getTag(key);
        return value == null ? "" : value;
    }
}
