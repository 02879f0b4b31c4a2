package io.breakwater.resilience.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.DoubleStream;

/** The timer of every API request, and the buckets that its percentiles are read from. */
final class RequestMeters {

    /** The timer that Quarkus records for each request, tagged with method, route, status and outcome. */
    static final String REQUESTS = "http.server.requests";

    /**
     * Upper bounds in ms, about a third apart up to the longest request (120 s): fine enough that a percentile read
     * from them is never off by more than that, few enough for Prometheus. The alerts' 500 ms, 2 s and 5 s are bounds.
     */
    private static final double[] BUCKETS_MS = {
        1, 2, 3, 5, 7.5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 7_500,
        10_000, 15_000, 20_000, 30_000, 60_000, 120_000
    };

    private RequestMeters() {}

    /** Vert.x registers it once more for each event loop, and Micrometer warns of each. */
    @Produces
    @Singleton
    static MeterFilter connections() {
        return MeterFilter.denyNameStartsWith("vertx.http.connections");
    }

    /** Fixed bounds for all instances, so that histograms can be added up over the suite. */
    @Produces
    @Singleton
    static MeterFilter buckets() {
        var bounds = DoubleStream.of(BUCKETS_MS).map(ms -> ms * 1e6).toArray();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(bounds)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
