package io.breakwater.health.cascade;

import io.breakwater.health.cascade.CascadeRisk.Level;
import io.breakwater.health.cascade.CascadeRisk.Path;
import io.breakwater.health.cascade.CascadeRisk.RootCause;
import io.breakwater.health.cascade.CascadeRisk.Threatened;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who needs whom, and what follows from it. Has no cycles: those who add to it refuse them. */
public final class DependencyGraph {

    static final int LISTED = 50;

    private static final double PER_STEP = 0.5;
    private static final double LOW = 10;
    private static final double MEDIUM = 25;
    private static final double HIGH = 50;

    private static final String FORMULA = "an unhealthy component takes along one that needs it with likelihood 0.5, a"
            + " degraded one with 0.25, each further step halves it, and the likeliest path counts; points are the sum of"
            + " weight times likelihood over what is not unhealthy yet, of 100; up to 10 is low, up to 25 medium, up to"
            + " 50 high, more is critical";

    private final Map<String, Component> components;
    private final Map<String, List<String>> neededBy = new HashMap<>();

    public DependencyGraph(Collection<Component> components) {
        this.components = components.stream()
                .collect(Collectors.toMap(Component::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        for (var component : components) {
            for (var needed : component.dependsOn()) {
                neededBy.computeIfAbsent(needed, _ -> new ArrayList<>()).add(component.name());
            }
        }
    }

    /** Whether this component needs itself through others; always false for one that is in no circle. */
    public static boolean hasCircle(Collection<Component> components, String name) {
        var graph = new DependencyGraph(components);
        return graph.reached(name).containsKey(name);
    }

    /** What follows from these states. */
    public CascadeRisk risk(Collection<ComponentReport> reports) {
        var statuses = reports.stream().collect(Collectors.toMap(ComponentReport::name, ComponentReport::status));
        var failing = statuses.entrySet().stream()
                .filter(entry -> fails(entry.getValue()) && components.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var roots = failing.stream()
                .filter(name -> components.get(name).dependsOn().stream().noneMatch(failing::contains))
                .sorted()
                .toList();
        var likeliest = new HashMap<String, Path>();
        for (var root : roots) {
            var severity = statuses.get(root) == ComponentStatus.UNHEALTHY ? 1 : PER_STEP;
            reached(root)
                    .forEach((name, way) -> likeliest.merge(
                            name,
                            new Path(way, severity * Math.pow(PER_STEP, way.size() - 1)),
                            (a, b) -> a.likelihood() >= b.likelihood() ? a : b));
        }
        likeliest.keySet().removeIf(name -> statuses.get(name) == ComponentStatus.UNHEALTHY);
        var points = points(likeliest);
        return new CascadeRisk(
                level(points, failing.isEmpty() || likeliest.isEmpty()),
                Math.round(points * 10) / 10.0,
                FORMULA,
                roots.stream()
                        .map(root -> new RootCause(
                                root, statuses.get(root), reached(root).size()))
                        .sorted(Comparator.comparingInt(RootCause::endangers).reversed())
                        .limit(LISTED)
                        .toList(),
                likeliest.values().stream()
                        .sorted(Comparator.comparingDouble(Path::likelihood).reversed())
                        .limit(LISTED)
                        .toList(),
                next(likeliest, failing));
    }

    private static boolean fails(ComponentStatus status) {
        return status == ComponentStatus.UNHEALTHY || status == ComponentStatus.DEGRADED;
    }

    private double points(Map<String, Path> likeliest) {
        var all = components.values().stream().mapToInt(Component::weight).sum();
        var lost = likeliest.entrySet().stream()
                .mapToDouble(entry -> components.get(entry.getKey()).weight()
                        * entry.getValue().likelihood())
                .sum();
        return all == 0 ? 0 : 100 * lost / all;
    }

    private static Level level(double points, boolean nothingSpreads) {
        if (nothingSpreads) {
            return Level.NONE;
        }
        return points <= LOW
                ? Level.LOW
                : points <= MEDIUM ? Level.MEDIUM : points <= HIGH ? Level.HIGH : Level.CRITICAL;
    }

    private List<Threatened> next(Map<String, Path> likeliest, Set<String> failing) {
        return likeliest.entrySet().stream()
                .filter(entry -> !failing.contains(entry.getKey()))
                .map(entry -> new Threatened(
                        entry.getKey(),
                        entry.getValue().likelihood(),
                        components.get(entry.getKey()).dependsOn().stream()
                                .filter(failing::contains)
                                .toList()))
                .filter(threatened -> !threatened.because().isEmpty())
                .sorted(Comparator.comparingDouble(Threatened::likelihood)
                        .reversed()
                        .thenComparing(Threatened::component))
                .limit(LISTED)
                .toList();
    }

    /** Everything that needs this, directly or through others → the shortest way there, from this to that. */
    private Map<String, List<String>> reached(String from) {
        var ways = new LinkedHashMap<String, List<String>>();
        var open = new ArrayDeque<List<String>>(List.of(List.of(from)));
        while (!open.isEmpty()) {
            var way = open.removeFirst();
            for (var next : neededBy.getOrDefault(way.getLast(), List.of())) {
                if (components.containsKey(next) && !ways.containsKey(next)) {
                    var longer = new ArrayList<>(way);
                    longer.add(next);
                    ways.put(next, List.copyOf(longer));
                    open.add(longer);
                }
            }
        }
        return ways;
    }
}
