package io.breakwater.health.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.cascade.CascadeRisk;
import io.breakwater.health.component.Score;
import io.breakwater.health.component.SuiteStatus;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.machine.MachineReading;
import io.breakwater.resilience.metrics.Red;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the suite is, and why: the whole picture.
 *
 * @param uptime of this instance of health-service, in seconds
 * @param scoring what costs how many points
 * @param services one entry for each instance of each service, health-service's own last
 */
@RegisterForReflection
public record DetailedHealth(
        SuiteStatus status,
        long uptime,
        Instant timestamp,
        String version,
        int score,
        Score scoring,
        Map<String, String> circuitBreaker,
        List<ComponentView> components,
        CascadeRisk cascadeRisk,
        List<ServiceView> services) {

    /**
     * One instance of a service.
     *
     * @param id stands for where it is; the same as long as it stays there
     * @param reachable whether it answered when it was last asked
     * @param reason why it does not answer: a problem's code
     * @param checkedAt when that was
     * @param seenAt how old everything else here is
     * @param instance as it calls itself; absent where it was never heard of
     * @param requests its requests since its start
     * @param duration of them, in ms
     * @param machine memory and CPU where it runs; absent where it does not tell
     * @param breakers its breakers but for those of single hosts; of unknown state while it is away
     * @param hostBreakers how many of those are in which state
     * @param troubledHosts those of single hosts that are not closed, at most {@value Services#HOSTS}
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServiceView(
            String service,
            String id,
            boolean reachable,
            @Nullable String reason,
            @Nullable Instant checkedAt,
            @Nullable Instant seenAt,
            @Nullable String instance,
            @Nullable String version,
            @Nullable Long uptime,
            @Nullable Degradation degradation,
            Red.@Nullable Requests requests,
            Red.@Nullable Duration duration,
            @Nullable MachineReading machine,
            List<BreakerView> breakers,
            Map<String, Long> hostBreakers,
            List<BreakerView> troubledHosts) {}
}
