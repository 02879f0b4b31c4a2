package io.breakwater.aireply.local.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.aireply.analysis.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Judges vitals against their published ranges. What it cannot judge it says, instead of guessing. */
final class VitalFindings {

    private static final double ADULT = 18;
    /** An age that is told in months, weeks or days is that of a small child, whatever its number. */
    private static final Pattern YOUNG_UNIT = Pattern.compile("\\s*(?:mo|wk|week|d)", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_SUBJECT = 40;
    private static final Pattern PAIR =
            Pattern.compile("\\s*([0-9]{1,3}(?:[.,][0-9])?)\\s*/\\s*([0-9]{1,3}(?:[.,][0-9])?)\\s*(\\D{0,10})");

    private VitalFindings() {}

    /** One finding for each value, within its range or not. */
    static List<Finding> of(Map<String, JsonNode> vitals) {
        if (isChild(vitals)) {
            return List.of(Finding.notAssessed("age", "The ranges here are for adults: this record was not judged."));
        }
        var findings = new ArrayList<Finding>();
        vitals.forEach((name, value) -> {
            switch (Vital.plain(name)) {
                case "age" -> {}
                case "bloodpressure", "bp" -> bloodPressure(name, value, findings);
                default -> findings.add(scalar(name, value));
            }
        });
        return findings;
    }

    private static boolean isChild(Map<String, JsonNode> vitals) {
        return vitals.entrySet().stream()
                .filter(vital -> Vital.plain(vital.getKey()).equals("age"))
                .flatMap(vital -> Measurement.read(vital.getValue()).stream())
                .anyMatch(age ->
                        age.value() < ADULT || YOUNG_UNIT.matcher(age.unit()).lookingAt());
    }

    private static Finding scalar(String name, JsonNode value) {
        return Vital.named(name)
                .map(vital -> Measurement.read(value)
                        .map(measured -> judge(vital, measured))
                        .orElseGet(() -> unreadable(vital)))
                .orElseGet(() -> Finding.notAssessed(
                        name.substring(0, Math.min(name.length(), LONGEST_SUBJECT)),
                        "There is no published range for this here."));
    }

    /** Either {@code "120/80"} or {@code {"systolic": 120, "diastolic": 80}}. */
    private static void bloodPressure(String name, JsonNode value, List<Finding> findings) {
        if (value instanceof ObjectNode parts && (parts.has("systolic") || parts.has("diastolic"))) {
            var unit = parts.path("unit").asText("");
            for (var vital : List.of(Vital.SYSTOLIC, Vital.DIASTOLIC)) {
                findings.add(Measurement.read(parts.path(vital == Vital.SYSTOLIC ? "systolic" : "diastolic"))
                        .map(part -> part.unit().isEmpty() ? new Measurement(part.value(), unit) : part)
                        .map(part -> judge(vital, part))
                        .orElseGet(() -> unreadable(vital)));
            }
            return;
        }
        var text = value.isObject()
                ? value.path("value").asText("") + value.path("unit").asText("")
                : value.asText("");
        var pair = PAIR.matcher(text);
        if (!pair.matches()) {
            findings.add(Finding.notAssessed("blood pressure", "This is not a pair such as 120/80 mmHg."));
            return;
        }
        var systolic = number(pair.group(1));
        var diastolic = number(pair.group(2));
        if (diastolic >= systolic) {
            findings.add(Finding.notAssessed("blood pressure", "The second value must be below the first."));
            return;
        }
        findings.add(judge(Vital.SYSTOLIC, new Measurement(systolic, pair.group(3))));
        findings.add(judge(Vital.DIASTOLIC, new Measurement(diastolic, pair.group(3))));
    }

    private static Finding unreadable(Vital vital) {
        return Finding.notAssessed(vital.label(), "This is not a number with a unit.");
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    private static Finding judge(Vital vital, Measurement measured) {
        return Unit.convert(vital, measured.value(), measured.unit())
                .filter(vital::plausible)
                .map(value -> {
                    var band = vital.band(value);
                    return new Finding(
                            vital.label(),
                            band.level(),
                            "The " + vital.label() + " is " + band.meaning() + ".",
                            vital.shown(value) + " " + vital.unit(),
                            vital.range(),
                            vital.source());
                })
                .orElseGet(() -> Finding.notAssessed(
                        vital.label(),
                        "This value cannot be right in " + (measured.unit().isBlank() ? vital.unit() : "that unit")
                                + "; please check it and say its unit."));
    }
}
