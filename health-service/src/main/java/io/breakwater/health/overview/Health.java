package io.breakwater.health.overview;

import io.breakwater.health.component.SuiteStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;

/**
 * How the suite is, in short.
 *
 * @param uptime of this instance of health-service, in seconds
 * @param score 0 to 100; the detailed answer says what costs how much
 * @param circuitBreaker the worst state of each kind of breaker over the suite; UNKNOWN where no instance that has one answers
 */
@RegisterForReflection
public record Health(
        SuiteStatus status,
        long uptime,
        Instant timestamp,
        String version,
        int score,
        Map<String, String> circuitBreaker) {}
