package io.breakwater.health.cascade;

import com.fasterxml.jackson.annotation.JsonValue;
import io.breakwater.health.component.ComponentStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;

/**
 * How far the present trouble may spread.
 *
 * @param points of the score that are at risk: each component's weight times how likely it falls; 0 to 100
 * @param formula how level, points and likelihood come about
 * @param rootCauses what fails and needs nothing that fails, the most harmful first
 * @param paths from a root cause to each component that it may take along, the likeliest first
 * @param next what would fall next, the likeliest first: they need something that fails, and do not fail themselves
 */
@RegisterForReflection
public record CascadeRisk(
        Level level,
        double points,
        String formula,
        List<RootCause> rootCauses,
        List<Path> paths,
        List<Threatened> next) {

    /** How much is at stake. */
    public enum Level {
        NONE,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param endangers how many components need it, directly or through others */
    @RegisterForReflection
    public record RootCause(String component, ComponentStatus status, int endangers) {}

    /**
     * @param components from the root cause to what it endangers, each the cause of trouble for the next
     * @param likelihood 0 to 1
     */
    @RegisterForReflection
    public record Path(List<String> components, double likelihood) {}

    /** @param because what fails and is needed by it */
    @RegisterForReflection
    public record Threatened(String component, double likelihood, List<String> because) {}
}
