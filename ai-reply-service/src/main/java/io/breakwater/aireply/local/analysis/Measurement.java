package io.breakwater.aireply.local.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A value as people write it: {@code 72}, {@code "72 bpm"} or {@code {"value": 72, "unit": "bpm"}}. */
record Measurement(double value, String unit) {

    private static final Pattern FORM =
            Pattern.compile("\\s*([+-]?[0-9]{1,6}(?:[.,][0-9]{1,6})?)\\s*([^0-9\\s].{0,19})?\\s*");

    /** No value takes more, and the form would be long at work on much more. */
    private static final int LONGEST = 60;

    static Optional<Measurement> read(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(new Measurement(node.asDouble(), ""));
        }
        if (node.isTextual()) {
            return read(node.asText());
        }
        if (node.isObject()) {
            var unit = node.path("unit").asText("");
            return read(node.path("value")).map(inner -> unit.isBlank() ? inner : new Measurement(inner.value(), unit));
        }
        return Optional.empty();
    }

    private static Optional<Measurement> read(String text) {
        var form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            return Optional.empty();
        }
        var unit = form.group(2) == null ? "" : form.group(2).strip();
        return Optional.of(new Measurement(Double.parseDouble(form.group(1).replace(',', '.')), unit));
    }
}
