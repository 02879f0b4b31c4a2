package io.breakwater.resilience.breaker;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A breaker around calls of one key, run by SmallRye's programmatic {@link Guard}. */
public final class KeyedBreaker implements Breaker {

    private final String name;
    private final BreakerSettings settings;
    private final Set<Class<? extends Throwable>> skipOn;
    private final InstantSource clock;
    private final LatestCalls times = new LatestCalls();
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder notPermitted = new LongAdder();
    private volatile Machine machine;
    private volatile @Nullable Hold hold;

    /** A guard with what it last told of its state. Replaced as a whole by a reset: a guard cannot be told to close. */
    private static final class Machine {
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
        private volatile Instant since;
        private @Nullable Guard guard;

        private Machine(Instant since) {
            this.since = since;
        }
    }

    KeyedBreaker(String name, BreakerSettings settings, Set<Class<? extends Throwable>> skipOn, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.skipOn = skipOn;
        this.clock = clock;
        this.machine = machine();
    }

    private Machine machine() {
        var made = new Machine(clock.instant());
        made.guard = Guard.create()
                .withCircuitBreaker()
                .requestVolumeThreshold(settings.requestVolumeThreshold())
                .failureRatio(settings.failureRatio())
                .delay(settings.delay().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(settings.successThreshold())
                .skipOn(skipOn)
                .onStateChange(state -> {
                    made.state = state;
                    made.since = clock.instant();
                })
                .onSuccess(calls::increment)
                .onFailure(() -> {
                    calls.increment();
                    failures.increment();
                })
                .onPrevented(notPermitted::increment)
                .done()
                .build();
        return made;
    }

    /**
     * Runs the call under this breaker.
     *
     * @throws org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException while it is open or held
     */
    public <T> T call(Callable<T> work, Class<T> type) throws Exception {
        if (hold != null) {
            notPermitted.increment();
            throw new BreakerHeldOpenException(name);
        }
        var guard = machine.guard;
        if (guard == null) {
            throw new IllegalStateException("a machine is published only with its guard");
        }
        return guard.call(() -> times.time(work), type);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BreakerState state() {
        return held() ? BreakerState.OPEN : BreakerState.of(machine.state);
    }

    @Override
    public BreakerSnapshot snapshot() {
        var held = hold;
        return new BreakerSnapshot(
                name,
                state(),
                held == null ? machine.since : held.since(),
                calls.sum(),
                failures.sum(),
                notPermitted.sum(),
                times.p95Ms(),
                settings,
                held);
    }

    @Override
    public void holdOpen(Hold newHold) {
        hold = newHold;
    }

    @Override
    public void close() {
        reset();
    }

    @Override
    public void reset() {
        machine = machine();
        hold = null;
    }

    @Override
    public boolean held() {
        return hold != null;
    }
}
