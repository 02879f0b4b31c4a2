package io.breakwater.resilience.fallback;

import io.breakwater.resilience.dependency.DependencyMonitor;
import io.breakwater.resilience.problem.Failures;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Every fallback method enters here first: the switch is asked, the dependency is known to be away, the attempt is in
 * the recovery history, and the reason to tell the caller comes back.
 */
@Singleton
public final class Fallbacks {

    private final FallbackSettings settings;
    private final DependencyMonitor dependencies;
    private final RecoveryHistory recoveries;

    Fallbacks(FallbackSettings settings, DependencyMonitor dependencies, RecoveryHistory recoveries) {
        this.settings = settings;
        this.dependencies = dependencies;
        this.recoveries = recoveries;
    }

    /**
     * Enters a fallback.
     *
     * @param dependency what failed
     * @param strategy how the fallback makes up for it
     * @param failure how it failed
     * @return the code to give as the answer's reason
     * @throws ProblemException the failure itself, where fallbacks are switched off
     */
    public ProblemCode enter(String dependency, RecoveryStrategy strategy, Throwable failure) {
        // What an open breaker or a full bulkhead turned away was never tried, so it says nothing new of the
        // dependency.
        if (!(failure instanceof CircuitBreakerOpenException) && !(failure instanceof BulkheadException)) {
            dependencies.failed(dependency, failure);
        }
        return enterExcused(dependency, strategy, failure);
    }

    /**
     * Enters a fallback for a failure that says nothing of whether the dependency is there: it refused this one request,
     * say, or was given too little time.
     *
     * @return the code to give as the answer's reason
     * @throws ProblemException the failure itself, where fallbacks are switched off
     */
    public ProblemCode enterExcused(String dependency, RecoveryStrategy strategy, Throwable failure) {
        var problem = Failures.toProblem(failure);
        recoveries.record(strategy, dependency, problem.code().slug(), settings.enabled());
        if (!settings.enabled()) {
            throw problem.code() == ProblemCode.INTERNAL
                    ? ProblemException.of(ProblemCode.DEPENDENCY_UNAVAILABLE, dependency + " is away", failure)
                    : problem;
        }
        return problem.code() == ProblemCode.INTERNAL ? ProblemCode.DEPENDENCY_UNAVAILABLE : problem.code();
    }
}
