package io.breakwater.resilience.metrics;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** One endpoint's requests; {@code endpoint} is its route, never a path with a user in it. */
@RegisterForReflection
public record EndpointMetrics(String method, String endpoint, Red.Requests requests, Red.Duration duration) {}
