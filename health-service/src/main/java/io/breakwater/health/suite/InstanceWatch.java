package io.breakwater.health.suite;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.ComponentBoard;
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
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Watches one service: looks at it now and then while it is well, and each second while it is not. */
final class ServiceWatch {

    private final SuiteService service;
    private final SnapshotReader reader;
    private final BreakerRegistry breakers;
    private final RecoveryHistory recoveries;
    private final ComponentBoard board;
    private final WatchSettings settings;
    private final InstantSource clock;
    private final AtomicReference<Observation> latest;
    private volatile boolean stopping;
    private volatile boolean looked;

    ServiceWatch(
            SuiteService service,
            SnapshotReader reader,
            BreakerRegistry breakers,
            RecoveryHistory recoveries,
            ComponentBoard board,
            WatchSettings settings,
            InstantSource clock) {
        this.service = service;
        this.reader = reader;
        this.breakers = breakers;
        this.recoveries = recoveries;
        this.board = board;
        this.settings = settings;
        this.clock = clock;
        this.latest = new AtomicReference<>(Observation.none(service));
    }

    Repeated start() {
        return Repeated.start("watch-" + service.serviceName(), this::look);
    }

    void stop(Repeated looks) {
        stopping = true;
        looks.close();
    }

    /** Whether it was asked, and what came of it is on the board. */
    boolean looked() {
        return looked;
    }

    Observation latest() {
        return latest.get();
    }

    private Duration look() throws InterruptedException {
        var started = System.nanoTime();
        var reading = ask();
        var took = Duration.ofNanos(System.nanoTime() - started);
        if (stopping) {
            // Our own end looks like a failure of the service, which it is not.
            throw new InterruptedException();
        }
        switch (reading) {
            case Reading.Answered(var snapshot) ->
                latest.updateAndGet(seen -> seen.answered(snapshot, took, clock.instant()));
            case Reading.Failed(var reason) -> latest.updateAndGet(seen -> seen.failed(reason, clock.instant()));
            case Reading.NotAsked() -> {}
        }
        var found = Findings.of(latest.get());
        if (!(reading instanceof Reading.NotAsked)) {
            found.forEach(board::report);
            // Only now: who reads the board after this finds there what was seen.
            looked = true;
        }
        return found.values().stream().map(CheckResult::status).allMatch(status -> status.fine())
                ? settings.interval()
                : settings.recoveryInterval();
    }

    private Reading read() {
        try {
            return switch (service) {
                case USAGE -> reader.usage();
                case IMAGE_PROXY -> reader.imageProxy();
                case AI_REPLY -> reader.aiReply();
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
        var breaker = breakers.get(service.serviceName());
        if (!breaker.held() && breaker.state() != BreakerState.CLOSED) {
            try {
                reader.probe(service);
            } catch (IOException | ProblemException | TimeoutException stillAway) {
                return new Reading.Failed(Failures.codeOf(stillAway));
            }
            breaker.reset();
            recoveries.record(RecoveryStrategy.BREAKER_RESET, breaker.name(), "probe-succeeded", true);
        }
        return read();
    }
}
