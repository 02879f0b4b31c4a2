package io.breakwater.resilience.snapshot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bulkheads of annotated methods, read from the meters that fault tolerance keeps for each of them, and those that a
 * service runs itself.
 */
@Singleton
final class Bulkheads {

    private static final String CALLS = "ft.bulkhead.calls.total";
    private static final String RUNNING = "ft.bulkhead.executionsRunning";

    private final MeterRegistry meters;
    private final Instance<ManagedBulkheads> managed;

    Bulkheads(MeterRegistry meters, @Any Instance<ManagedBulkheads> managed) {
        this.meters = meters;
        this.managed = managed;
    }

    List<BulkheadSnapshot> snapshots() {
        var annotated = meters.find(RUNNING).gauges().stream()
                .map(gauge -> snapshot(gauge, gauge.getId().getTag("method")));
        return Stream.concat(annotated, managed.stream().flatMap(own -> own.snapshots().stream()))
                .toList();
    }

    private BulkheadSnapshot snapshot(Gauge gauge, String method) {
        return new BulkheadSnapshot(
                shortName(method), (long) gauge.value(), calls(method, "accepted"), calls(method, "rejected"));
    }

    private long calls(String method, String result) {
        return (long) meters.find(CALLS).tag("method", method).tag("bulkheadResult", result).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** {@code RedisGateway.send} of {@code io.breakwater.resilience.redis.RedisGateway.send}. */
    private static String shortName(String method) {
        return method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
    }
}
