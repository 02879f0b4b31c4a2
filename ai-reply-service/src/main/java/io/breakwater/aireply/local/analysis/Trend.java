package io.breakwater.aireply.local.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a value is going, by Kendall's tau over all pairs of measurements (Mann, Nonparametric Tests Against Trend,
 * 1945), in which a difference within the noise counts as none.
 *
 * @param values the oldest first, the record's own last
 */
record Trend(Vital vital, List<Double> values) {

    /** From here on it is called a direction. */
    private static final double CLEAR = 0.6;

    /** As many as are shown. */
    private static final int SHOWN = 6;

    private static final List<String> DATES = List.of("date", "recordedAt", "timestamp", "at");
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");

    enum Direction {
        RISING,
        FALLING,
        STEADY
    }

    Trend {
        values = List.copyOf(values);
    }

    /** One for each vital of the record that an earlier record has too. */
    static List<Trend> of(List<Entry.Value> now, List<JsonNode> history, VitalReader reader) {
        var earlier = new EnumMap<Vital, List<Double>>(Vital.class);
        for (var record : inOrder(history)) {
            for (var entry : reader.read(vitals(record))) {
                if (entry instanceof Entry.Value(var vital, var value)) {
                    earlier.computeIfAbsent(vital, _ -> new ArrayList<>()).add(value);
                }
            }
        }
        return now.stream()
                .filter(entry -> earlier.containsKey(entry.vital()))
                .map(entry -> {
                    var values = new ArrayList<>(earlier.get(entry.vital()));
                    values.add(entry.value());
                    return new Trend(entry.vital(), values);
                })
                .toList();
    }

    Direction direction() {
        var pairs = 0;
        var sum = 0;
        for (var one = 0; one < values.size(); one++) {
            for (var later = one + 1; later < values.size(); later++) {
                var change = values.get(later) - values.get(one);
                sum += Math.abs(change) < vital.noise() ? 0 : (int) Math.signum(change);
                pairs++;
            }
        }
        var tau = (double) sum / pairs;
        return tau >= CLEAR ? Direction.RISING : tau <= -CLEAR ? Direction.FALLING : Direction.STEADY;
    }

    /** Whether it leads away from normal. */
    boolean worsening() {
        return direction() != Direction.STEADY && vital.distance(values.getLast()) > vital.distance(values.getFirst());
    }

    String shown() {
        return values.subList(Math.max(0, values.size() - SHOWN), values.size()).stream()
                        .map(vital::number)
                        .collect(Collectors.joining(" → "))
                + " "
                + vital.unit();
    }

    /** By their dates where all have one; else as they were given, which is the oldest first. */
    private static List<JsonNode> inOrder(List<JsonNode> history) {
        return history.stream().allMatch(record -> ISO.matcher(date(record)).matches())
                ? history.stream().sorted(Comparator.comparing(Trend::date)).toList()
                : history;
    }

    private static String date(JsonNode record) {
        return DATES.stream()
                .map(name -> record.path(name).asText(""))
                .filter(date -> !date.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** {@code {"vitals": {...}}}, {@code {"record": {"vitals": {...}}}}, or the vitals themselves. */
    private static Map<String, JsonNode> vitals(JsonNode record) {
        var vitals = record.has("record")
                ? record.path("record").path("vitals")
                : record.has("vitals") ? record.path("vitals") : record;
        var read = new HashMap<String, JsonNode>();
        if (vitals instanceof ObjectNode object) {
            object.properties().forEach(entry -> read.put(entry.getKey(), entry.getValue()));
        }
        return read;
    }
}
