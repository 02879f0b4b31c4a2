package io.breakwater.health.alert.rule;

import io.breakwater.resilience.metrics.Histogram;
import io.breakwater.resilience.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance's requests within the latest window: the difference between its first and its last snapshot in it, because a
 * snapshot counts since the instance's start. Not safe for use by many threads.
 */
final class Traffic {

    /** However often snapshots come, so many over the window are enough. */
    static final int MOST = 16;

    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Rates latest;

    private record Sample(Instant at, String instance, long total, long errors, Histogram durations) {}

    /** What there was in the window. */
    record Rates(long requests, long errors, Histogram durations) {

        static final Rates NONE = new Rates(0, 0, Histogram.EMPTY);

        Rates plus(Rates other) {
            return new Rates(requests + other.requests, errors + other.errors, durations.plus(other.durations));
        }

        double errorPercent() {
            return requests == 0 ? 0 : 100.0 * errors / requests;
        }

        /** 95th percentile in ms. */
        double p95Ms() {
            return durations.percentile(0.95);
        }
    }

    Traffic(Duration window) {
        this.window = window;
    }

    /** Empty as long as there is nothing to compare the latest snapshot with. */
    Optional<Rates> latest() {
        return Optional.ofNullable(latest);
    }

    /** A snapshot that comes too soon after the last changes nothing. */
    void seen(Snapshot snapshot, Instant at) {
        var sample = new Sample(
                at,
                snapshot.instance(),
                snapshot.requests().total(),
                snapshot.requests().errors(),
                snapshot.durations());
        var last = samples.peekLast();
        if (last != null && at.isBefore(last.at().plus(window.dividedBy(MOST)))) {
            return;
        }
        if (last != null && (!last.instance().equals(sample.instance()) || sample.total() < last.total())) {
            // Started again: it counts from zero.
            samples.clear();
        }
        samples.addLast(sample);
        // One that is a little older than the window stays, so that the whole window is covered.
        while (samples.size() > 2 && second().at().isBefore(at.minus(window))) {
            samples.removeFirst();
        }
        latest = samples.size() < 2 ? null : rates(samples.getFirst(), sample);
    }

    private Sample second() {
        var each = samples.iterator();
        each.next();
        return each.next();
    }

    private static Rates rates(Sample from, Sample to) {
        var buckets = new TreeMap<Double, Long>();
        to.durations()
                .buckets()
                .forEach((bound, count) ->
                        buckets.put(bound, count - from.durations().buckets().getOrDefault(bound, 0L)));
        return new Rates(
                to.total() - from.total(),
                to.errors() - from.errors(),
                new Histogram(
                        to.durations().count() - from.durations().count(),
                        to.durations().totalMs() - from.durations().totalMs(),
                        buckets));
    }
}
