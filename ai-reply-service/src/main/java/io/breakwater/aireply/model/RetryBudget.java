package io.breakwater.aireply.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;

/**
 * Keeps retries a small part of what the model is asked, so that a model in trouble does not get twice the load. Counts
 * in slices of the window, so it forgets a slice at a time. Safe for use by many threads.
 */
@Singleton
final class RetryBudget {

    private static final int SLICES = 12;

    private final ModelSettings settings;
    private final InstantSource clock;
    private final Counter refused;
    private final ArrayDeque<Slice> slices = new ArrayDeque<>();

    RetryBudget(ModelSettings settings, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.refused = Counter.builder("breakwater.model.retries.refused")
                .description("Retries that were worth while but would have been too many")
                .register(meters);
    }

    private static final class Slice {

        private final long number;
        private long calls;
        private long retries;

        Slice(long number) {
            this.number = number;
        }
    }

    /** The model is asked for the first time for a request. */
    synchronized void called() {
        current(clock.instant()).calls++;
    }

    /** Whether it may be asked once more; true uses that up. */
    synchronized boolean retry() {
        var now = current(clock.instant());
        var calls = slices.stream().mapToLong(slice -> slice.calls).sum();
        var retries = slices.stream().mapToLong(slice -> slice.retries).sum();
        if (retries >= Math.max(settings.retryFloor(), (long) (calls * settings.retryRatio()))) {
            refused.increment();
            return false;
        }
        now.retries++;
        return true;
    }

    private Slice current(Instant now) {
        var number = now.toEpochMilli() / Math.max(1, settings.retryWindow().toMillis() / SLICES);
        while (!slices.isEmpty() && slices.getFirst().number <= number - SLICES) {
            slices.removeFirst();
        }
        if (slices.isEmpty() || slices.getLast().number < number) {
            slices.addLast(new Slice(number));
        }
        // A clock that was put back stays in its last slice.
        return slices.getLast();
    }
}
