package io.breakwater.usage.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.ratelimit.Allowance;
import io.breakwater.usage.account.Metric;
import io.breakwater.usage.period.Window;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account may use: metric → window → how much, each 0 to 999,999,999,999,999. What is not named is not limited.
 *
 * @throws ProblemException {@code validation} for more than 64 metrics, a limit out of its range, or a null
 */
public record Limits(@JsonValue Map<String, Map<Window, Long>> byMetric) {

    public static final Limits NONE = new Limits(Map.of());

    private static final int MOST_METRICS = 64;

    @JsonCreator
    public Limits(@Nullable Map<String, @Nullable Map<Window, @Nullable Long>> byMetric) {
        this.byMetric = checked(byMetric == null ? Map.of() : byMetric);
    }

    /** What limits this metric; empty where nothing does. */
    public Map<Window, Long> of(Metric metric) {
        return byMetric.getOrDefault(metric.name(), Map.of());
    }

    /** The same but for one metric; nothing limits it where there are no windows. */
    Limits with(Metric metric, Map<Window, Long> windows) {
        var changed = new HashMap<String, @Nullable Map<Window, @Nullable Long>>(byMetric);
        if (windows.isEmpty()) {
            changed.remove(metric.name());
        } else {
            changed.put(metric.name(), new HashMap<>(windows));
        }
        return new Limits(changed);
    }

    /** Metric → how much, for the metrics that this window limits. */
    public Map<String, Long> in(Window window) {
        var limits = new TreeMap<String, Long>();
        byMetric.forEach((metric, windows) -> {
            var limit = windows.get(window);
            if (limit != null) {
                limits.put(metric, limit);
            }
        });
        return limits;
    }

    private static Map<String, Map<Window, Long>> checked(Map<String, @Nullable Map<Window, @Nullable Long>> given) {
        if (given.size() > MOST_METRICS) {
            throw ProblemException.invalid("limits", "must have at most 64 metrics");
        }
        var checked = new TreeMap<String, Map<Window, Long>>();
        given.forEach((name, windows) -> {
            var metric = new Metric(name).name();
            if (windows == null || windows.isEmpty()) {
                throw ProblemException.invalid(metric, "must limit an hour, a day or a month");
            }
            var limits = new EnumMap<Window, Long>(Window.class);
            windows.forEach((window, limit) -> {
                if (limit == null || limit < 0 || limit > Allowance.MOST) {
                    throw ProblemException.invalid(
                            metric + "." + window.slug(), "must be a whole number from 0 to " + Allowance.MOST);
                }
                limits.put(window, limit);
            });
            checked.put(metric, Map.copyOf(limits));
        });
        return Map.copyOf(checked);
    }
}
