package io.breakwater.imageproxy.stats;

import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.concurrent.TimeUnit;

/**
 * One tier since the start.
 *
 * @param avgMs from the request to the answer, in ms
 * @param maxMs the longest of the last minutes, in ms
 */
@RegisterForReflection
record TierStatistics(long loads, double avgMs, double maxMs) {

    static TierStatistics of(Timer timer) {
        return new TierStatistics(
                timer.count(), rounded(timer.mean(TimeUnit.MILLISECONDS)), rounded(timer.max(TimeUnit.MILLISECONDS)));
    }

    private static double rounded(double ms) {
        return Math.round(ms * 100) / 100.0;
    }
}
