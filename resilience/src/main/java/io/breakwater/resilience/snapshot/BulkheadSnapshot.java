package io.breakwater.resilience.snapshot;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A bulkhead at one moment: how many calls it has under way, how many it let in and turned away since the start. */
@RegisterForReflection
public record BulkheadSnapshot(String name, long running, long accepted, long rejected) {}
