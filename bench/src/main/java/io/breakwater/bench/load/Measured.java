package io.breakwater.bench.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How a load was borne.
 *
 * @param answers status → how many; 0 stands for no answer
 * @param micros latencies in µs
 */
public record Measured(Duration length, Map<Integer, Long> answers, Histogram micros) {

    /** Answers with 200 or 202: what is then on disk. */
    public long acknowledged() {
        return answers.getOrDefault(200, 0L) + answers.getOrDefault(202, 0L);
    }

    public double perSecond() {
        return acknowledged() / (length.toNanos() / 1e9);
    }

    /** In ms. */
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1e3;
    }

    /** In ms. */
    public double max() {
        return micros.getMaxValue() / 1e3;
    }
}
