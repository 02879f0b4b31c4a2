package io.breakwater.aireply.local.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.breakwater.aireply.local.Lexicon;
import io.breakwater.aireply.local.Words;
import io.breakwater.aireply.local.analysis.Entry.Trouble;
import io.breakwater.aireply.local.analysis.Entry.Unjudged;
import io.breakwater.aireply.local.analysis.Entry.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads vitals as people write them, in any of the languages. What it cannot read it says, instead of guessing. */
final class VitalReader {

    static final String BLOOD_PRESSURE = "blood-pressure";
    static final String AGE = "age";
    private static final String WEIGHT = "weight";
    private static final String HEIGHT = "height";

    private static final double ADULT = 18;
    /** An age that is told in months, weeks or days is that of a small child, whatever its number. */
    private static final Pattern YOUNG_UNIT =
            Pattern.compile("\\s*(?:mo|wk|week|d|tag|woche|jour|sem|mes|m[eê]s|gior|sett)", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_SUBJECT = 40;
    private static final Pattern PAIR =
            Pattern.compile("\\s*([0-9]{1,3}(?:[.,][0-9])?)\\s*/\\s*([0-9]{1,3}(?:[.,][0-9])?)\\s*(\\D{0,10})");

    /** From a name without case, spaces and accents to the key of what is meant. */
    private final Map<String, String> keys = new HashMap<>();

    VitalReader(Collection<Lexicon> lexicons) {
        for (var lexicon : lexicons) {
            for (var key : List.of(BLOOD_PRESSURE, AGE, WEIGHT, HEIGHT)) {
                names(lexicon, key);
            }
            for (var vital : Vital.values()) {
                names(lexicon, vital.key());
            }
        }
    }

    private void names(Lexicon lexicon, String key) {
        for (var name : lexicon.text("names." + key).split(",")) {
            keys.put(plain(name), key);
        }
        keys.put(plain(lexicon.text("label." + key)), key);
        keys.put(plain(key), key);
    }

    /** One entry for each value, in the order given. */
    List<Entry> read(Map<String, JsonNode> vitals) {
        var known = new HashMap<String, JsonNode>();
        vitals.forEach((name, value) -> known.putIfAbsent(keys.getOrDefault(plain(name), ""), value));
        if (Optional.ofNullable(known.get(AGE))
                .flatMap(Measurement::read)
                .filter(VitalReader::young)
                .isPresent()) {
            return List.of(new Unjudged(AGE, Trouble.CHILD));
        }
        var entries = new ArrayList<Entry>();
        vitals.forEach((name, value) -> {
            var key = keys.get(plain(name));
            switch (key) {
                case AGE, WEIGHT, HEIGHT -> {}
                case BLOOD_PRESSURE -> bloodPressure(value, entries);
                case null ->
                    entries.add(new Unjudged(
                            name.substring(
                                    0,
                                    name.offsetByCodePoints(
                                            0, Math.min(name.codePointCount(0, name.length()), LONGEST_SUBJECT))),
                            Trouble.NO_RANGE));
                default -> entries.add(scalar(vital(key), value));
            }
        });
        bodyMassIndex(known).ifPresent(entries::add);
        return entries;
    }

    private static Vital vital(String key) {
        return Vital.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static boolean young(Measurement age) {
        return age.value() < ADULT || YOUNG_UNIT.matcher(age.unit()).lookingAt();
    }

    private static Entry scalar(Vital vital, JsonNode value) {
        return Measurement.read(value)
                .map(measured -> judged(vital, measured))
                .orElseGet(() -> new Unjudged(vital.key(), Trouble.NOT_A_NUMBER));
    }

    private static Entry judged(Vital vital, Measurement measured) {
        var converted = Unit.convert(vital, measured.value(), measured.unit());
        if (converted.filter(vital::plausible).isPresent()) {
            return new Value(vital, converted.get());
        }
        return new Unjudged(
                vital.key(),
                converted.isEmpty() && measured.unit().isEmpty() ? Trouble.NO_UNIT : Trouble.NOT_PLAUSIBLE);
    }

    /** Either {@code "120/80"} or {@code {"systolic": 120, "diastolic": 80}}. */
    private static void bloodPressure(JsonNode value, List<Entry> entries) {
        if (value instanceof ObjectNode parts && (parts.has("systolic") || parts.has("diastolic"))) {
            var unit = parts.path("unit").asText("");
            for (var vital : List.of(Vital.SYSTOLIC, Vital.DIASTOLIC)) {
                entries.add(Measurement.read(parts.path(vital.key()))
                        .map(part -> part.unit().isEmpty() ? new Measurement(part.value(), unit) : part)
                        .map(part -> judged(vital, part))
                        .orElseGet(() -> new Unjudged(vital.key(), Trouble.NOT_A_NUMBER)));
            }
            return;
        }
        var text = value.isObject()
                ? value.path("value").asText("") + value.path("unit").asText("")
                : value.asText("");
        var pair = PAIR.matcher(text);
        if (!pair.matches()) {
            entries.add(new Unjudged(BLOOD_PRESSURE, Trouble.NOT_A_PAIR));
            return;
        }
        var systolic = number(pair.group(1));
        var diastolic = number(pair.group(2));
        if (diastolic >= systolic) {
            entries.add(new Unjudged(BLOOD_PRESSURE, Trouble.WRONG_ORDER));
            return;
        }
        entries.add(judged(Vital.SYSTOLIC, new Measurement(systolic, pair.group(3))));
        entries.add(judged(Vital.DIASTOLIC, new Measurement(diastolic, pair.group(3))));
    }

    /** From weight and height, where nobody gave it. */
    private static Optional<Entry> bodyMassIndex(Map<String, JsonNode> known) {
        if (known.containsKey(Vital.BODY_MASS_INDEX.key())
                || !known.containsKey(WEIGHT)
                || !known.containsKey(HEIGHT)) {
            return Optional.empty();
        }
        var kilograms = Measurement.read(known.get(WEIGHT)).flatMap(Unit::kilograms);
        var metres = Measurement.read(known.get(HEIGHT)).flatMap(Unit::metres);
        if (kilograms.isEmpty() || metres.isEmpty()) {
            return Optional.of(new Unjudged(Vital.BODY_MASS_INDEX.key(), Trouble.NO_UNIT));
        }
        return Optional.of(
                judged(Vital.BODY_MASS_INDEX, new Measurement(kilograms.get() / (metres.get() * metres.get()), "")));
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    private static String plain(String name) {
        return String.join("", Words.of(name).list());
    }
}
