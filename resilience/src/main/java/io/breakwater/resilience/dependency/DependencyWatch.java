package io.breakwater.resilience.dependency;

import io.breakwater.resilience.breaker.Breaker;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** Watches one dependency from a thread of its own, so that one that hangs never delays another. */
final class DependencyWatch implements Runnable {

    private static final Logger LOG = Logger.getLogger(DependencyWatch.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);

    private final Dependency dependency;
    private final DependencySettings settings;
    private final BreakerRegistry breakers;
    private final RecoveryHistory recoveries;
    private final InstantSource clock;
    private final AtomicReference<DependencyStatus> status;

    /** Ends the pause between two probes. */
    private final ArrayBlockingQueue<Boolean> alarm = new ArrayBlockingQueue<>(1);

    /** How long after the last early end the next may come. Touched by the probing thread alone. */
    private Duration patience = Duration.ZERO;

    private Instant lastReset = Instant.EPOCH;

    DependencyWatch(
            Dependency dependency,
            DependencySettings settings,
            BreakerRegistry breakers,
            RecoveryHistory recoveries,
            InstantSource clock) {
        this.dependency = dependency;
        this.settings = settings;
        this.breakers = breakers;
        this.recoveries = recoveries;
        this.clock = clock;
        this.status = new AtomicReference<>(new DependencyStatus(
                dependency.name(),
                dependency.configured() ? DependencyState.UNKNOWN : DependencyState.NOT_CONFIGURED,
                clock.instant(),
                null,
                null,
                null));
    }

    Dependency dependency() {
        return dependency;
    }

    DependencyStatus status() {
        return status.get();
    }

    @Override
    public void run() {
        try (var probes = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!Thread.currentThread().isInterrupted()) {
                var probe = probes.submit(() -> {
                    dependency.probe();
                    return null;
                });
                var started = System.nanoTime();
                try {
                    probe.get(settings.probeTimeout().toMillis(), MILLISECONDS);
                    seen(Duration.ofNanos(System.nanoTime() - started));
                } catch (InterruptedException end) {
                    probes.shutdownNow();
                    return;
                } catch (Exception failure) {
                    probe.cancel(true);
                    patience = Duration.ZERO;
                    missed(failure);
                }
                var took = Duration.ofNanos(System.nanoTime() - started);
                alarm.poll(
                        Math.max(
                                SHORTEST_PAUSE.toMillis(),
                                interval().minus(took).toMillis()),
                        MILLISECONDS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call in earnest failed: known at once, not at the next probe. */
    void missed(Throwable failure) {
        var reason = Failures.codeOf(failure).slug();
        var before = status.getAndUpdate(current -> current.down(clock.instant(), reason));
        if (!before.down()) {
            // Asked at once, so that the probe too sees the outage and may be believed about its end.
            alarm.offer(true);
            LOG.warnf("event=dependency-lost dependency=%s reason=%s", dependency.name(), reason);
        }
    }

    private void seen(Duration latency) {
        var before = status.getAndUpdate(current -> current.up(clock.instant(), latency.toNanos() / 1e6));
        var breaker = breakers.find(dependency.name());
        var open = breaker.filter(b -> b.state() != BreakerState.CLOSED && !b.held());
        if (before.down()) {
            LOG.infof("event=dependency-returned dependency=%s", dependency.name());
        }
        // Ends the open time early: the probe has seen what the breaker would only find out at its end.
        open.filter(this::mayEndEarly).ifPresent(b -> {
            b.reset();
            lastReset = clock.instant();
            recoveries.record(RecoveryStrategy.BREAKER_RESET, b.name(), "probe-succeeded", true);
        });
    }

    /**
     * A probe may succeed while calls in earnest fail: on what it does not ask, or on connections that the pool still
     * holds from before. So it ends the open time at once, and where the breaker opens again only after 1 s, 2 s, 4 s and
     * so on up to the open time itself. A probe that failed has seen the outage, and is believed about its end.
     */
    private boolean mayEndEarly(Breaker breaker) {
        var openTime = breaker.snapshot().config().delay();
        var sinceReset = Duration.between(lastReset, clock.instant());
        if (sinceReset.compareTo(openTime.multipliedBy(2)) > 0) {
            patience = Duration.ZERO;
        }
        if (sinceReset.compareTo(patience) < 0) {
            return false;
        }
        var next = patience.isZero() ? FIRST_PATIENCE : patience.multipliedBy(2);
        patience = next.compareTo(openTime) < 0 ? next : openTime;
        return true;
    }

    /** Why this instance is the worse for this dependency; empty while it is not. */
    Optional<String> trouble() {
        var known = status.get();
        if (known.down()) {
            return Optional.of(known.reason() == null ? "unknown" : known.reason());
        }
        // Its fallback serves whatever the probe says.
        return dependency.configured() && breakerOpen()
                ? Optional.of(ProblemCode.CIRCUIT_OPEN.slug())
                : dependency.trouble();
    }

    private boolean breakerOpen() {
        return breakers.find(dependency.name())
                .filter(b -> b.state() == BreakerState.OPEN)
                .isPresent();
    }

    /** From one probe's start to the next one's: a probe of a dependency that hangs takes its whole time limit. */
    private Duration interval() {
        var breakerOpen = breakers.find(dependency.name())
                .filter(b -> b.state() != BreakerState.CLOSED)
                .isPresent();
        return status.get().down() || breakerOpen ? settings.recoveryInterval() : settings.checkInterval();
    }
}
