package io.breakwater.health.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What came of it in one instance.
 *
 * @param state the breaker's, after it was done; absent where it was not
 * @param reason why it was not done: a problem's code
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record InstanceResult(
        String service,
        String instance,
        boolean done,
        @Nullable String state,
        @Nullable String reason) {}
