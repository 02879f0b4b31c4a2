package io.breakwater.aireply.dispatch;

import io.breakwater.aireply.call.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** The queue for Prometheus: how long, how busy, how long one waits in it and what for. */
@Singleton
final class DispatchMeters {

    private final MeterRegistry meters;
    private final Counter full;

    DispatchMeters(MeterRegistry meters) {
        this.meters = meters;
        this.full = Counter.builder("breakwater.queue.refused")
                .description("Requests turned away because the queue, or their user's part of it, was full")
                .register(meters);
    }

    void watch(Dispatcher dispatcher) {
        waiting(dispatcher, Priority.URGENT, d -> d.snapshot().urgent());
        waiting(dispatcher, Priority.HIGH, d -> d.snapshot().high());
        waiting(dispatcher, Priority.NORMAL, d -> d.snapshot().normal());
        waiting(dispatcher, Priority.LOW, d -> d.snapshot().low());
        Gauge.builder("breakwater.queue.processing", dispatcher, d -> d.snapshot()
                        .processing())
                .description("Calls of the model that are under way")
                .register(meters);
    }

    void full() {
        full.increment();
    }

    void waited(Priority priority, Turn outcome, Duration howLong) {
        Timer.builder("breakwater.queue.wait")
                .description("How long requests waited for their turn at the model")
                .tag("priority", priority.slug())
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters)
                .record(howLong);
    }

    private void waiting(Dispatcher dispatcher, Priority priority, ToIntFunction<Dispatcher> size) {
        Gauge.builder("breakwater.queue.waiting", dispatcher, size::applyAsInt)
                .description("Requests that wait for the model")
                .tag("priority", priority.slug())
                .register(meters);
    }
}
