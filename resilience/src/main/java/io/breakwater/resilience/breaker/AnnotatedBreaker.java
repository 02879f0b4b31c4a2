package io.breakwater.resilience.breaker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.time.Instant;
import java.time.InstantSource;

/** A breaker that fault tolerance runs for an annotated method; its counts are fault tolerance's own. */
final class AnnotatedBreaker implements Breaker {

    private static final String METER = "ft.circuitbreaker.calls.total";

    private final BreakerDefinition definition;
    private final BreakerSettings settings;
    private final CircuitBreakerMaintenance maintenance;
    private final Holds holds;
    private final CallTimes times;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private volatile Instant since;

    AnnotatedBreaker(
            BreakerDefinition definition,
            BreakerSettings settings,
            CircuitBreakerMaintenance maintenance,
            Holds holds,
            CallTimes times,
            MeterRegistry meters,
            InstantSource clock) {
        this.definition = definition;
        this.settings = settings;
        this.maintenance = maintenance;
        this.holds = holds;
        this.times = times;
        this.meters = meters;
        this.clock = clock;
        this.since = clock.instant();
        maintenance.onStateChange(definition.name(), _ -> since = clock.instant());
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public BreakerState state() {
        return held() ? BreakerState.OPEN : BreakerState.of(maintenance.currentState(name()));
    }

    @Override
    public BreakerSnapshot snapshot() {
        var hold = holds.find(name());
        // Fault tolerance counts what a hold turned away as calls that succeeded, because they are not to be failures.
        var turnedAway = holds.turnedAway(name());
        return new BreakerSnapshot(
                name(),
                state(),
                hold.map(Hold::since).orElse(since),
                count("success") + count("failure") - turnedAway,
                count("failure"),
                count("circuitBreakerOpen") + turnedAway,
                times.of(name()).p95Ms(),
                settings,
                hold.orElse(null));
    }

    @Override
    public void holdOpen(Hold hold) {
        holds.hold(name(), hold);
        since = hold.since();
    }

    @Override
    public void close() {
        reset();
    }

    @Override
    public void reset() {
        holds.release(name());
        maintenance.reset(name());
        // A reset fires no state change, so the moment is noted here.
        since = clock.instant();
    }

    @Override
    public boolean held() {
        return holds.find(name()).isPresent();
    }

    private long count(String result) {
        return (long)
                meters
                        .find(METER)
                        .tag("method", definition.meterTag())
                        .tag("circuitBreakerResult", result)
                        .counters()
                        .stream()
                        .mapToDouble(Counter::count)
                        .sum();
    }
}
