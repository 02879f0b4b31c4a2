package io.breakwater.health.suite;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.CheckResult;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Watches one instance of a service: looks at it now and then while it is well, and each second while it is not. */
final class InstanceWatch {

    private final Target target;
    private final SnapshotReader reader;
    private final BreakerRegistry breakers;
    private final RecoveryHistory recoveries;
    private final BiConsumer<Observation, Observation> seen;
    private final Supplier<Duration> interval;
    private final Duration recoveryInterval;
    private final InstantSource clock;
    private final AtomicReference<Observation> latest;
    private volatile boolean stopping;
    private volatile boolean looked;
    private @Nullable Repeated looks;
    private @Nullable Bell bell;

    /**
     * @param seen told after each look of what was known before it and what is now
     * @param interval how long to pause while it is well
     */
    InstanceWatch(
            Target target,
            SnapshotReader reader,
            BreakerRegistry breakers,
            RecoveryHistory recoveries,
            BiConsumer<Observation, Observation> seen,
            Supplier<Duration> interval,
            Duration recoveryInterval,
            InstantSource clock) {
        this.target = target;
        this.reader = reader;
        this.breakers = breakers;
        this.recoveries = recoveries;
        this.seen = seen;
        this.interval = interval;
        this.recoveryInterval = recoveryInterval;
        this.clock = clock;
        this.latest = new AtomicReference<>(Observation.none(target.service(), target.address()));
    }

    synchronized void start(Bells bells) {
        looks = Repeated.start("watch-" + target.service().serviceName(), this::look);
        bell = bells.at(target.address(), this::wake);
    }

    synchronized void stop() {
        stopping = true;
        if (bell != null) {
            bell.close();
        }
        if (looks != null) {
            looks.close();
        }
    }

    /** Looks now, or right after the look under way. */
    synchronized void wake() {
        if (looks != null) {
            looks.wake();
        }
    }

    /** Whether it was asked, and what came of it was told. */
    boolean looked() {
        return looked;
    }

    Observation latest() {
        return latest.get();
    }

    private Duration look() throws InterruptedException {
        var before = latest.get();
        var started = System.nanoTime();
        var reading = ask();
        var took = Duration.ofNanos(System.nanoTime() - started);
        if (stopping) {
            // Our own end looks like a failure of the service, which it is not.
            throw new InterruptedException();
        }
        switch (reading) {
            case Reading.Answered(var snapshot) ->
                latest.updateAndGet(known -> known.answered(snapshot, took, clock.instant()));
            case Reading.Failed(var reason) -> latest.updateAndGet(known -> known.failed(reason, clock.instant()));
            case Reading.NotAsked() -> {}
        }
        if (!(reading instanceof Reading.NotAsked)) {
            seen.accept(before, latest.get());
            // Only now: who asks the board after this finds there what was seen.
            looked = true;
        } else if (breakers.get(target.service().serviceName()).held()) {
            // Nobody is to ask it, so there is nothing to wait for.
            looked = true;
        }
        return Findings.of(latest.get()).values().stream()
                        .map(CheckResult::status)
                        .allMatch(status -> status.fine())
                ? interval.get()
                : recoveryInterval;
    }

    private Reading read() {
        try {
            return switch (target.service()) {
                case USAGE -> reader.usage(target);
                case IMAGE_PROXY -> reader.imageProxy(target);
                case AI_REPLY -> reader.aiReply(target);
            };
        } catch (IOException | InterruptedException unexpected) {
            // The fallback answers for every failure; the compiler cannot know.
            throw new IllegalStateException(unexpected);
        }
    }

    /**
     * A breaker that is not closed is asked around: what it would only find out at the end of its open time, a look past
     * it sees within a second.
     */
    private Reading ask() throws InterruptedException {
        var breaker = breakers.get(target.service().serviceName());
        if (!breaker.held() && breaker.state() != BreakerState.CLOSED) {
            try {
                reader.probe(target);
            } catch (IOException | ProblemException | TimeoutException stillAway) {
                return new Reading.Failed(Failures.codeOf(stillAway));
            }
            breaker.reset();
            recoveries.record(RecoveryStrategy.BREAKER_RESET, breaker.name(), "probe-succeeded", true);
        }
        return read();
    }
}
