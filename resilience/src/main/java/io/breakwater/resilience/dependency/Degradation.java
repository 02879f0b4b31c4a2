package io.breakwater.resilience.dependency;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * How degraded this instance is, and why.
 *
 * @param reasons what is away or broken → the code that says how; empty where the level is none
 */
@RegisterForReflection
public record Degradation(DegradationLevel level, Map<String, String> reasons) {

    public Degradation {
        requireNonNull(level, "level");
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }
}
