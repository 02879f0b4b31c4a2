package io.breakwater.resilience.breaker;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** An operator holds a breaker open: who, why, and since when. It lasts until a close or reset. */
@RegisterForReflection
public record Hold(String by, String why, Instant since) {}
