package io.breakwater.health.component;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How well the suite is, in one number.
 *
 * @param value 0 (nothing works) to 100 (all is well)
 * @param formula how it comes about
 * @param costs which component costs how many points, the most expensive first
 */
@RegisterForReflection
public record Score(int value, String formula, List<Cost> costs) {

    /** @param points how many of the component's weight are lost */
    @RegisterForReflection
    public record Cost(String component, ComponentStatus status, int weight, double points) {}

    private static final String FORMULA = "100 minus the weight of each unhealthy component and half the weight of each"
            + " degraded or unknown one, rounded; the weights add up to 100";

    private static final Map<String, Integer> WEIGHTS =
            Components.ALL.stream().collect(Collectors.toMap(Component::name, Component::weight));

    /** The score of these components. */
    public static Score of(Collection<ComponentReport> components) {
        var costs = components.stream()
                .map(Score::cost)
                .filter(cost -> cost.points() > 0)
                .sorted((a, b) -> Double.compare(b.points(), a.points()))
                .toList();
        var lost = costs.stream().mapToDouble(Cost::points).sum();
        return new Score((int) Math.round(Math.max(0, 100 - lost)), FORMULA, costs);
    }

    private static Cost cost(ComponentReport report) {
        int weight = WEIGHTS.getOrDefault(report.name(), 0);
        var part =
                switch (report.status()) {
                    case HEALTHY, NOT_CONFIGURED -> 0.0;
                    case DEGRADED, UNKNOWN -> 0.5;
                    case UNHEALTHY -> 1.0;
                };
        return new Cost(report.name(), report.status(), weight, part * weight);
    }
}
