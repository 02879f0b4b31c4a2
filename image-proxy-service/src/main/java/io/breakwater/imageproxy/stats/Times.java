package io.breakwater.imageproxy.stats;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How long loads took, in ms, since the start; percentiles are read from buckets a third apart. */
@RegisterForReflection
record Times(double avgMs, double p50Ms, double p95Ms, double p99Ms, double maxMs) {

    static Times of(LoadTimes times) {
        var histogram = times.histogram();
        var max = times.maxMs();
        return new Times(
                rounded(histogram.avg()),
                rounded(Math.min(max, histogram.percentile(0.50))),
                rounded(Math.min(max, histogram.percentile(0.95))),
                rounded(Math.min(max, histogram.percentile(0.99))),
                rounded(max));
    }

    private static double rounded(double ms) {
        return Math.round(ms * 100) / 100.0;
    }
}
