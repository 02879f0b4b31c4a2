package io.breakwater.health.recovery;

import io.breakwater.resilience.breaker.BreakerSettings;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.breaker.KeyedBreaker;
import io.breakwater.resilience.breaker.KeyedBreakers;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Shows that what is to save us works. A breaker of the same making that nobody uses has to open when calls fail, to turn
 * away what comes then so that a fallback answers, and to let calls through again once it is reset. A connection to the
 * database that is cut off has to be replaced without anybody noticing. No user notices a drill. One at a time.
 */
@Singleton
final class Drill {

    private static final int FAILURES = 3;

    private final RecoveryHistory history;
    private final DatabaseDrill database;
    private final InstantSource clock;
    private final AtomicBoolean underWay = new AtomicBoolean();

    /**
     * What the drill showed.
     *
     * @param passed whether every step did what it has to do
     */
    @RegisterForReflection
    record Report(RecoveryStrategy strategy, boolean passed, Instant startedAt, double ms, List<Step> steps) {}

    /** @param what it has to show */
    @RegisterForReflection
    record Step(String what, boolean passed, double ms) {}

    Drill(RecoveryHistory history, DatabaseDrill database, InstantSource clock) {
        this.history = history;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Drills it.
     *
     * @throws ProblemException {@code conflict} while another one is under way, or where there is nothing to drill it on;
     *     {@code validation} where it cannot be drilled without somebody noticing
     */
    Report run(RecoveryStrategy strategy) {
        if (!underWay.compareAndSet(false, true)) {
            throw ProblemException.of(ProblemCode.CONFLICT, "A drill is under way already")
                    .retryAfter(Duration.ofSeconds(1));
        }
        try {
            var started = System.nanoTime();
            var at = clock.instant();
            var steps = steps(strategy);
            var passed = steps.stream().allMatch(Step::passed);
            history.record(strategy, "drill", "drill", passed);
            return new Report(strategy, passed, at, ms(started), steps);
        } finally {
            underWay.set(false);
        }
    }

    private List<Step> steps(RecoveryStrategy strategy) {
        return switch (strategy) {
            case BREAKER_RESET -> breakerReset();
            case DATABASE_RECONNECTION -> databaseReconnection();
            case CACHE_FALLBACK, DEFAULT_RESPONSE, QUEUE_FOR_LATER ->
                throw ProblemException.invalid("strategy", "must be breaker-reset or database-reconnection");
        };
    }

    private List<Step> breakerReset() {
        var breaker = new KeyedBreakers(
                        "drill", BreakerSettings.consecutive(FAILURES, Duration.ofMinutes(10), 1), 1, Set.of(), clock)
                .forKey("breaker");
        return List.of(
                step("calls that fail open the breaker", () -> opens(breaker)),
                step("an open breaker turns calls away and the fallback answers", () -> fallsBack(breaker)),
                step("a reset closes the breaker", () -> {
                    breaker.reset();
                    return breaker.state() == BreakerState.CLOSED;
                }),
                step("calls pass again", () -> call(breaker, () -> "answer").equals("answer")));
    }

    private List<Step> databaseReconnection() {
        if (!database.possible()) {
            throw ProblemException.of(ProblemCode.CONFLICT, "No database is configured");
        }
        return List.of(
                step("a connection of our own is cut off", database::cutsOff),
                step("the next call is answered", database::answers),
                step("the breaker is closed", database::closed));
    }

    private static boolean opens(KeyedBreaker breaker) throws Exception {
        for (var i = 0; i < FAILURES; i++) {
            call(breaker, () -> {
                throw new IllegalStateException("a failure for the drill");
            });
        }
        return breaker.state() == BreakerState.OPEN;
    }

    private static boolean fallsBack(KeyedBreaker breaker) throws Exception {
        return call(breaker, () -> "answer").equals("turned away");
    }

    private static String call(KeyedBreaker breaker, Callable<String> work) throws Exception {
        try {
            return breaker.call(work, String.class);
        } catch (CircuitBreakerOpenException open) {
            return "turned away";
        } catch (IllegalStateException drilled) {
            return "failed";
        }
    }

    private static Step step(String what, Callable<Boolean> work) {
        var started = System.nanoTime();
        try {
            return new Step(what, work.call(), ms(started));
        } catch (Exception failure) {
            return new Step(what, false, ms(started));
        }
    }

    private static double ms(long started) {
        return Math.round((System.nanoTime() - started) / 10_000.0) / 100.0;
    }
}
