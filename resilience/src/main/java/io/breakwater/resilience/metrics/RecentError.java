package io.breakwater.resilience.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One problem that was answered. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecentError(
        Instant at,
        String code,
        String severity,
        String method,
        String endpoint,
        @Nullable String traceId) {}
