package io.breakwater.health.registered;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.registered.check.Checks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Starts each check at its fixed rate, every dependency at a phase of its own, so that they are spread. One thread only
 * starts them and waits for none: a check that hangs is late for nobody but itself, and is not started twice. How late
 * checks are started is a meter, {@code breakwater.checks.lag}.
 */
@Singleton
final class CheckSchedule {

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** With this much for each that is there, 2,000 are spread over 30 s. */
    private static final long MANY_NS = 15_000_000;

    private final Checks checks;
    private final NetworkGuard guard;
    private final CheckTurn turn;
    private final Timer lag;
    private final Counter overruns;
    private final DelayQueue<Due> queue = new DelayQueue<>();
    private final Map<String, Due> planned = new ConcurrentHashMap<>();
    private final LongUnaryOperator random;
    private @Nullable Repeated starting;

    CheckSchedule(Checks checks, NetworkGuard guard, CheckTurn turn, MeterRegistry meters) {
        this.checks = checks;
        this.guard = guard;
        this.turn = turn;
        this.random = bound -> ThreadLocalRandom.current().nextLong(bound);
        this.lag = Timer.builder("breakwater.checks.lag")
                .description("How late checks of registered dependencies are started")
                .publishPercentiles(0.95)
                .register(meters);
        this.overruns = Counter.builder("breakwater.checks.overrun")
                .description("Checks that were not started because the one before had not ended")
                .register(meters);
        Gauge.builder("breakwater.checks.registered", planned, Map::size)
                .description("Registered dependencies")
                .register(meters);
    }

    synchronized void start(@Observes StartupEvent event) {
        starting = Repeated.start("checks", this::next);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (starting != null) {
            starting.close();
        }
    }

    /** Checks it from now on, or from now on like this. The first time comes within a second or, with many, its interval. */
    void put(RegisteredDependency dependency) {
        var before = planned.get(dependency.name());
        if (before != null && before.dependency.equals(dependency)) {
            return;
        }
        remove(dependency.name());
        var spread = Math.min(dependency.interval().toNanos(), Math.max(1, planned.size()) * MANY_NS);
        var due = new Due(dependency, System.nanoTime() + random.applyAsLong(spread), new AtomicBoolean());
        planned.put(dependency.name(), due);
        queue.add(due);
    }

    void remove(String name) {
        var before = planned.remove(name);
        if (before != null) {
            queue.remove(before);
            guard.forget(name);
        }
    }

    private Duration next() throws InterruptedException {
        var due = queue.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
        if (due != null) {
            var now = System.nanoTime();
            var again = due.after(now);
            // Fails where it was removed or replaced meanwhile.
            if (planned.replace(due.dependency.name(), due, again)) {
                queue.add(again);
                if (turn.mine()) {
                    lag.record(now - due.at, TimeUnit.NANOSECONDS);
                    check(due);
                }
            }
        }
        return Duration.ZERO;
    }

    private void check(Due due) {
        if (!due.running.compareAndSet(false, true)) {
            overruns.increment();
            return;
        }
        checks.of(due.dependency.endpoint())
                .compose(verdict -> planned.containsKey(due.dependency.name())
                        ? guard.judge(due.dependency, verdict)
                        : Future.succeededFuture())
                .onComplete(end -> due.running.set(false));
    }

    /** The next start of one dependency's check. */
    private static final class Due implements Delayed {
        private final RegisteredDependency dependency;
        private final long at;
        private final AtomicBoolean running;

        private Due(RegisteredDependency dependency, long at, AtomicBoolean running) {
            this.dependency = dependency;
            this.at = at;
            this.running = running;
        }

        /** At the same rate; what was missed while nobody could start it is not made up for. */
        private Due after(long now) {
            var interval = dependency.interval().toNanos();
            var missed = Math.max(0, (now - at) / interval);
            return new Due(dependency, at + (missed + 1) * interval, running);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(at - ((Due) other).at, 0);
        }
    }
}
