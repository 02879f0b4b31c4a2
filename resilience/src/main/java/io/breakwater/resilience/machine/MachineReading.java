package io.breakwater.resilience.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What an instance has in use, in percent, 0 to 100.
 *
 * @param heap of the largest heap that it may have, what a collection left there; where the collector does not tell, what a
 *     minute never went below, and absent until a minute is known
 * @param memory of its container where that has a limit, else of its machine; what can be reclaimed at once is not in use
 * @param cpu of all processors that it may use, by all processes together; absent where the platform does not tell
 * @param cpuOfMinute what a minute never went below; absent until a minute is known
 * @param memoryOf stands for the machine whose memory that is, the same in all instances on it; absent where it is the
 *     container's own
 * @param cpuOf the same for its processors
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MachineReading(
        @Nullable Double heap,
        double memory,
        @Nullable Double cpu,
        @Nullable Double cpuOfMinute,
        @Nullable String memoryOf,
        @Nullable String cpuOf) {}
