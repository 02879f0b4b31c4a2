package io.breakwater.health.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.Score;
import io.breakwater.health.component.SuiteStatus;
import io.breakwater.resilience.dependency.Degradation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the suite is, and why.
 *
 * @param scoring what costs how many points
 */
@RegisterForReflection
record DetailedHealth(
        SuiteStatus status,
        long uptime,
        Instant timestamp,
        String version,
        int score,
        Score scoring,
        Map<String, String> circuitBreaker,
        List<ComponentReport> components,
        List<ServiceView> services) {

    /**
     * One service.
     *
     * @param reachable whether it answered when it was last asked
     * @param checkedAt when that was
     * @param seenAt how old everything else here is
     * @param breakers its breakers but for those of single hosts; of unknown state while it is away
     * @param hostBreakers how many of those are in which state
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServiceView(
            String service,
            boolean reachable,
            @Nullable Instant checkedAt,
            @Nullable Instant seenAt,
            @Nullable String instance,
            @Nullable String version,
            @Nullable Long uptime,
            @Nullable Degradation degradation,
            List<BreakerView> breakers,
            Map<String, Long> hostBreakers) {}
}
