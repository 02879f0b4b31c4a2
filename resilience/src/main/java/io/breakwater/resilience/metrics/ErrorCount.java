package io.breakwater.resilience.metrics;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How often one endpoint answered with one problem. */
@RegisterForReflection
public record ErrorCount(String code, String severity, String method, String endpoint, long count) {}
