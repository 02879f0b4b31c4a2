package io.breakwater.resilience.breaker;

/** A circuit breaker that operators can see and control. Implementations are safe for use by many threads. */
public interface Breaker {

    /** The name in answers, paths and metrics, unique in its service. */
    String name();

    /** What callers experience: {@link BreakerState#OPEN} also while it is held open. */
    BreakerState state();

    BreakerSnapshot snapshot();

    /** Holds it open until {@link #close} or {@link #reset}: calls are turned away and fallbacks serve. */
    void holdOpen(Hold hold);

    /** Ends a hold and lets calls through at once. */
    void close();

    /** To {@link BreakerState#CLOSED} with its window forgotten; ends a hold too. */
    void reset();

    /** Whether an operator holds it open, so that no automatic recovery may close it. */
    boolean held();
}
