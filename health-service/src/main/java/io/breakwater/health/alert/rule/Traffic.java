package io.breakwater.health.alert.rule;

import io.breakwater.resilience.metrics.Histogram;
import io.breakwater.resilience.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One instance's requests within the latest window: the difference between its first and its last snapshot in it, because a
 * snapshot counts since the instance's start. Not safe for use by many threads.
 */
final class Traffic {

    /** However often snapshots come, so many over the window are enough. */
    private static final int MOST = 16;

    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, String instance, long total, long errors, Histogram durations) {}

    /** @param p95Ms 95th percentile in ms */
    record Rates(long requests, double errorPercent, double p95Ms) {}

    Traffic(Duration window) {
        this.window = window;
    }

    /** @return what there was in the window; empty where this tells nothing new, or too little to compare it with */
    Optional<Rates> seen(Snapshot snapshot, Instant at) {
        var sample = new Sample(
                at,
                snapshot.instance(),
                snapshot.requests().total(),
                snapshot.requests().errors(),
                snapshot.durations());
        var last = samples.peekLast();
        if (last != null && at.isBefore(last.at().plus(window.dividedBy(MOST)))) {
            return Optional.empty();
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
        return samples.size() < 2 ? Optional.empty() : Optional.of(rates(samples.getFirst(), sample));
    }

    private Sample second() {
        var each = samples.iterator();
        each.next();
        return each.next();
    }

    private static Rates rates(Sample from, Sample to) {
        var requests = to.total() - from.total();
        var buckets = new TreeMap<Double, Long>();
        to.durations()
                .buckets()
                .forEach((bound, count) ->
                        buckets.put(bound, count - from.durations().buckets().getOrDefault(bound, 0L)));
        var durations = new Histogram(
                to.durations().count() - from.durations().count(),
                to.durations().totalMs() - from.durations().totalMs(),
                buckets);
        return new Rates(
                requests,
                requests == 0 ? 0 : 100.0 * (to.errors() - from.errors()) / requests,
                durations.percentile(0.95));
    }
}
