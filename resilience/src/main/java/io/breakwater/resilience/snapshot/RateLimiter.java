package io.breakwater.resilience.snapshot;

/** A rate limiter that is shown in snapshots. Make each one a CDI bean. */
public interface RateLimiter {

    RateLimiterSnapshot snapshot();
}
