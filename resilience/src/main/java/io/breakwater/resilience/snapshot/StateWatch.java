package io.breakwater.resilience.snapshot;

import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.dependency.DependencyMonitor;
import io.breakwater.resilience.dependency.DependencyState;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who wait as soon as a state of this instance is another; counts are no states. Looks at its memory every
 * {@value #TICK_MS} ms, and only while somebody waits. Its lock is held for such a look and never around I/O.
 */
@Singleton
final class StateWatch {

    static final long TICK_MS = 200;

    /** Well below the time in which a request counts as slow. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    /** Each replica of health-service waits once. */
    static final int WAITERS = 64;

    private record BreakerMark(String name, BreakerState state, boolean held) {}

    private record DependencyMark(String name, DependencyState state) {}

    private record States(List<BreakerMark> breakers, List<DependencyMark> dependencies, Degradation degradation) {}

    private record Waiter(String since, UniEmitter<? super StateMark> emitter, long until) {}

    private final BreakerRegistry breakers;
    private final DependencyMonitor dependencies;
    private final String instance;
    private final Vertx vertx;
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private @Nullable States known;
    private long version;
    private @Nullable Long timer;
    private boolean stopping;

    StateWatch(BreakerRegistry breakers, DependencyMonitor dependencies, InstanceIdentity identity, Vertx vertx) {
        this.breakers = breakers;
        this.dependencies = dependencies;
        this.instance = identity.instance();
        this.vertx = vertx;
    }

    /** A shutdown waits for requests under way, and these would wait for nothing. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        synchronized (this) {
            stopping = true;
        }
        tick();
    }

    /** The mark as soon as it is another than this one, and after {@link #LONGEST} as it is. */
    Uni<StateMark> otherThan(@Nullable String since) {
        return Uni.createFrom().emitter(emitter -> tell(since, emitter));
    }

    private void tell(@Nullable String since, UniEmitter<? super StateMark> emitter) {
        final StateMark now;
        final boolean another;
        synchronized (this) {
            now = mark();
            another = stopping || !now.mark().equals(since);
            if (!another && waiters.size() < WAITERS) {
                await(now.mark(), emitter);
                return;
            }
        }
        if (another) {
            emitter.complete(now);
        } else {
            emitter.fail(ProblemException.of(ProblemCode.BULKHEAD_FULL, "As many as may wait are waiting already")
                    .retryAfter(Duration.ofSeconds(1)));
        }
    }

    private synchronized void await(String since, UniEmitter<? super StateMark> emitter) {
        var waiter = new Waiter(since, emitter, System.nanoTime() + LONGEST.toNanos());
        waiters.add(waiter);
        emitter.onTermination(() -> forget(waiter));
        if (timer == null) {
            timer = vertx.setPeriodic(TICK_MS, tick -> tick());
        }
    }

    private synchronized void forget(Waiter waiter) {
        waiters.remove(waiter);
        if (waiters.isEmpty() && timer != null) {
            vertx.cancelTimer(timer);
            timer = null;
        }
    }

    private void tick() {
        List<Waiter> told;
        final StateMark now;
        synchronized (this) {
            now = mark();
            told = waiters.stream()
                    .filter(waiter ->
                            stopping || !now.mark().equals(waiter.since()) || waiter.until() - System.nanoTime() <= 0)
                    .toList();
        }
        told.forEach(waiter -> {
            forget(waiter);
            waiter.emitter().complete(now);
        });
    }

    private synchronized StateMark mark() {
        var now = new States(
                breakers.all().stream()
                        .map(breaker -> new BreakerMark(breaker.name(), breaker.state(), breaker.held()))
                        .toList(),
                dependencies.statuses().stream()
                        .map(status -> new DependencyMark(status.name(), status.state()))
                        .toList(),
                dependencies.degradation());
        if (!now.equals(known)) {
            known = now;
            version++;
        }
        return new StateMark(instance + "-" + version);
    }
}
