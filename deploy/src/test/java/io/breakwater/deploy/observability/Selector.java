package io.breakwater.deploy.observability;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One series that a query reads.
 *
 * @param labels what it wants of them: the operator, then the value
 * @param range whether it reads a stretch of time
 */
public record Selector(String metric, Map<String, String> labels, boolean range) {

    /** Prometheus adds these itself, and makes this series. */
    private static final Set<String> ADDED = Set.of("job", "pod", "instance", "namespace", "service");

    private static final String ITS_OWN = "up";

    /** What of it no service tells: the metric, or one of its labels. */
    public Optional<String> missingIn(Map<String, Exposition> told) {
        if (metric.equals(ITS_OWN)) {
            return Optional.empty();
        }
        var services = told.entrySet().stream()
                .filter(service -> matches(labels.getOrDefault("job", "=~.*"), service.getKey()))
                .filter(service -> service.getValue().has(metric))
                .map(Map.Entry::getValue)
                .toList();
        if (services.isEmpty()) {
            return Optional.of("no such metric");
        }
        return labels.keySet().stream()
                .filter(label -> !ADDED.contains(label))
                .filter(label -> services.stream()
                        .noneMatch(service -> service.labels(metric).contains(label)))
                .findFirst()
                .map(label -> "no such label: " + label);
    }

    private static boolean matches(String wanted, String value) {
        return wanted.startsWith("=~") ? value.matches(wanted.substring(2)) : value.equals(wanted.substring(1));
    }
}
