package io.breakwater.resilience.snapshot;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A rate limiter since the start: how many calls it let through and turned away. */
@RegisterForReflection
public record RateLimiterSnapshot(String name, long permitted, long rejected) {}
