package io.breakwater.deploy.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service tells Prometheus, in the text format. */
public final class Exposition {

    private static final Pattern LINE =
            Pattern.compile("(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+)(?: .*)?");
    private static final Pattern LABEL =
            Pattern.compile("(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");

    private record Series(Map<String, String> labels, double value) {}

    private final Map<String, List<Series>> metrics = new TreeMap<>();

    private Exposition() {}

    public static Exposition parse(String text) {
        var exposition = new Exposition();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            var found = LINE.matcher(line);
            if (!found.matches()) {
                throw new IllegalArgumentException("cannot read: " + line);
            }
            var labels = new TreeMap<String, String>();
            if (found.group("labels") != null) {
                LABEL.matcher(found.group("labels"))
                        .results()
                        .forEach(label -> labels.put(label.group("name"), label.group("value")));
            }
            exposition
                    .metrics
                    .computeIfAbsent(found.group("name"), _ -> new ArrayList<>())
                    .add(new Series(labels, number(found.group("value"))));
        });
        return exposition;
    }

    boolean has(String metric) {
        return metrics.containsKey(metric);
    }

    Set<String> labels(String metric) {
        return metrics.getOrDefault(metric, List.of()).stream()
                .flatMap(series -> series.labels().keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Of the one series with this label; not a number where there is none. */
    public double value(String metric, String label, String value) {
        return metrics.getOrDefault(metric, List.of()).stream()
                .filter(series -> value.equals(series.labels().get(label)))
                .mapToDouble(Series::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
