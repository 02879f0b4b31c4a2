package io.breakwater.health.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * When alerts are raised, and how often they are told. The limits are the suite's contract; those of memory and CPU are
 * {@code breakwater.machine.memory-degraded}, {@code memory-unhealthy} and {@code cpu-degraded}.
 */
@ConfigMapping(prefix = "breakwater.alert")
public interface AlertSettings {

    /** Whether alerts are raised at all. */
    @WithDefault("true")
    boolean enabled();

    /** What receivers know this installation by; two that share a receiver need two names. */
    @WithDefault("breakwater")
    String source();

    /** How many looks in a row must find it too much before an alert is raised, at least 1. */
    @WithDefault("3")
    @Min(1)
    int raiseAfter();

    /** How many looks in a row must find it well before an alert is over, at least 1. */
    @WithDefault("2")
    @Min(1)
    int clearAfter();

    /**
     * How long what a failed component would explain waits to be raised: a breaker opens before the next check of what it
     * protects and closes after it is back, and the cause is to be told first and alone. The suite is back within 5 s of
     * what it needs.
     */
    @WithDefault("10s")
    Duration causeGrace();

    /** Percent of a service's requests in the window that ended in 5xx. */
    ErrorRate errorRate();

    /** 95th percentile of a service's answers in the window. */
    Latency latency();

    /** Open breakers over the suite that no alert about their target explains. */
    OpenBreakers openBreakers();

    /** Failed checks in a row after which a component is away, at least 1. */
    @WithDefault("10")
    @Min(1)
    int consecutiveErrors();

    /** The time over which error rate and latency are taken: four or more of the snapshots that come each 30 s. */
    @WithDefault("3m")
    Duration window();

    /** Fewer requests than this in the window say nothing of error rate and latency. */
    @WithDefault("20")
    @Min(1)
    long minRequests();

    /** An alert that nobody has found anything new of for so long is over: what it was about is gone. */
    @WithDefault("1h")
    Duration staleAfter();

    /** How often an active alert is told again until somebody acknowledges it. */
    Reminder reminder();

    /** How long alerts that are over, and what was delivered of them, are kept. */
    @WithDefault("30d")
    Duration retention();

    /** How many messages may wait for one receiver; past it the oldest is given up. */
    @WithDefault("500")
    @Min(1)
    @Max(5_000)
    int outbox();

    /** Over 5 % a warning, over 10 % critical. */
    interface ErrorRate {
        /** Percent, 0 to 100. */
        @WithDefault("5")
        double warning();

        /** Percent, 0 to 100. */
        @WithDefault("10")
        double critical();
    }

    /** Over 2 s a warning, over 5 s critical. */
    interface Latency {
        @WithDefault("2s")
        Duration warning();

        @WithDefault("5s")
        Duration critical();
    }

    /** More than 1 a warning, more than 3 critical. */
    interface OpenBreakers {
        @WithDefault("1")
        @Min(0)
        int warning();

        @WithDefault("3")
        @Min(0)
        int critical();
    }

    /** Often enough not to be forgotten, seldom enough to be read. */
    interface Reminder {
        @WithDefault("1h")
        Duration critical();

        @WithDefault("6h")
        Duration warning();
    }
}
