package io.breakwater.resilience.snapshot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** The bulkheads of annotated methods, read from the meters that fault tolerance keeps for each of them. */
@Singleton
final class Bulkheads {

    private static final String CALLS = "ft.bulkhead.calls.total";
    private static final String RUNNING = "ft.bulkhead.executionsRunning";

    private final MeterRegistry meters;

    Bulkheads(MeterRegistry meters) {
        this.meters = meters;
    }

    List<BulkheadSnapshot> snapshots() {
        return meters.find(RUNNING).gauges().stream()
                .map(gauge -> snapshot(gauge, gauge.getId().getTag("method")))
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
