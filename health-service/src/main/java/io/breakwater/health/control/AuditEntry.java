package io.breakwater.health.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done, when and by whom.
 *
 * @param results what came of it; absent where this service stopped before it knew
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntry(
        String id, Instant at, Order order, @Nullable List<InstanceResult> results) {}
