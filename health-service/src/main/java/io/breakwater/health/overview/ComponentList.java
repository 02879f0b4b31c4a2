package io.breakwater.health.overview;

import io.breakwater.health.component.SuiteStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** Every component, and what they add up to. */
@RegisterForReflection
public record ComponentList(SuiteStatus status, Instant timestamp, List<ComponentView> components) {}
