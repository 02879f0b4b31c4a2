package io.breakwater.health.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.resilience.metrics.Red;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rate, errors and duration over the suite since each instance's start. Durations in ms, rates in percent.
 *
 * @param queue all requests that wait, in whichever service; absent where no queue holds any
 * @param instances whose numbers these are, and how old
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuiteMetrics(
        Red.Requests requests,
        Red.Duration duration,
        Red.@Nullable CacheUse cache,
        @Nullable QueueSnapshot queue,
        Instant timestamp,
        List<Source> instances) {

    /** @param seenAt when this instance told its numbers */
    @RegisterForReflection
    public record Source(String service, String instance, Instant seenAt) {}
}
