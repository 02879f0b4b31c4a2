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

    /**
     * @param weight how many points it would cost at most
     * @param points how many of them are lost
     */
    @RegisterForReflection
    public record Cost(String component, ComponentStatus status, double weight, double points) {}

    /** However many are registered, the suite's own components stay two thirds of the score. */
    private static final int ADDED_AT_MOST = 50;

    private static final String FORMULA = "100 minus the weight of each unhealthy component and half the weight of each"
            + " degraded or unknown one, rounded. The suite's own components weigh 100; a registered dependency weighs 10"
            + " where it is critical, 5 where it is important, 2 where it is optional, but all of them at most "
            + Score.ADDED_AT_MOST + "; then all weights are scaled to add up to 100";

    /** The score of the suite's own components. */
    public static Score of(Collection<ComponentReport> reports) {
        return of(reports, Components.ALL);
    }

    /** @param components what the reports are of; a report of anything else costs nothing */
    public static Score of(Collection<ComponentReport> reports, Collection<Component> components) {
        var weights = weights(components);
        var costs = reports.stream()
                .map(report -> cost(report, weights.getOrDefault(report.name(), 0.0)))
                .filter(cost -> cost.points() > 0)
                .sorted((a, b) -> Double.compare(b.points(), a.points()))
                .toList();
        var lost = costs.stream().mapToDouble(Cost::points).sum();
        return new Score((int) Math.round(Math.max(0, 100 - lost)), FORMULA, costs);
    }

    private static Map<String, Double> weights(Collection<Component> components) {
        var own = Components.ALL.stream().mapToDouble(Component::weight).sum();
        var added = components.stream()
                .filter(component -> !Components.ALL.contains(component))
                .mapToDouble(Component::weight)
                .sum();
        var scaleAdded = added > ADDED_AT_MOST ? ADDED_AT_MOST / added : 1;
        var scale = 100 / (own + added * scaleAdded);
        return components.stream()
                .collect(Collectors.toMap(
                        Component::name,
                        component ->
                                component.weight() * scale * (Components.ALL.contains(component) ? 1 : scaleAdded)));
    }

    private static Cost cost(ComponentReport report, double weight) {
        var part =
                switch (report.status()) {
                    case HEALTHY, NOT_CONFIGURED -> 0.0;
                    case DEGRADED, UNKNOWN -> 0.5;
                    case UNHEALTHY -> 1.0;
                };
        return new Cost(report.name(), report.status(), hundredths(weight), hundredths(part * weight));
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
