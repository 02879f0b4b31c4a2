package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.analysis.RiskLevel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static io.breakwater.aireply.analysis.RiskLevel.CRITICAL;
import static io.breakwater.aireply.analysis.RiskLevel.HIGH;
import static io.breakwater.aireply.analysis.RiskLevel.LOW;
import static io.breakwater.aireply.analysis.RiskLevel.MODERATE;

/**
 * The vitals that are judged, for adults at rest. The ranges are those of the sources named at each; where two overlap,
 * NEWS2 (Royal College of Physicians, National Early Warning Score 2, 2017) says what is urgent: 3 points there are
 * critical here, 2 high, 1 moderate.
 */
enum Vital {
    /** 2017 ACC/AHA Guideline for High Blood Pressure in Adults, table 6; above 180 the AHA's "severe"; low: NEWS2. */
    SYSTOLIC(
            "systolic blood pressure",
            "mmHg",
            0,
            "111 to 119",
            "ACC/AHA 2017; NEWS2",
            40,
            300,
            List.of(
                    new Band(0, CRITICAL, "very low: 90 or less"),
                    new Band(91, HIGH, "low: 91 to 100"),
                    new Band(101, MODERATE, "slightly low: 101 to 110"),
                    new Band(111, LOW, "normal"),
                    new Band(120, MODERATE, "elevated: 120 to 129"),
                    new Band(130, MODERATE, "in the range called stage 1: 130 to 139"),
                    new Band(140, HIGH, "in the range called stage 2: 140 or higher"),
                    new Band(181, CRITICAL, "severely high: above 180"))),
    /** The same guideline; below 60 is the NHLBI's low blood pressure. */
    DIASTOLIC(
            "diastolic blood pressure",
            "mmHg",
            0,
            "60 to 79",
            "ACC/AHA 2017; NHLBI",
            20,
            200,
            List.of(
                    new Band(0, MODERATE, "low: below 60"),
                    new Band(60, LOW, "normal"),
                    new Band(80, MODERATE, "in the range called stage 1: 80 to 89"),
                    new Band(90, HIGH, "in the range called stage 2: 90 or higher"),
                    new Band(121, CRITICAL, "severely high: above 120"))),
    /** Normal: American Heart Association, 60 to 100 at rest. The rest: NEWS2. */
    HEART_RATE(
            "heart rate",
            "/min",
            0,
            "60 to 100",
            "AHA; NEWS2",
            15,
            300,
            List.of(
                    new Band(0, CRITICAL, "very slow: 40 or less"),
                    new Band(41, MODERATE, "slow: below 60, which is usual in trained people"),
                    new Band(60, LOW, "normal"),
                    new Band(101, MODERATE, "fast: above 100"),
                    new Band(111, HIGH, "fast: above 110"),
                    new Band(131, CRITICAL, "very fast: above 130"))),
    /** NEWS2; fever from 38.0: CDC. Hyperpyrexia above 41. */
    TEMPERATURE(
            "body temperature",
            "°C",
            1,
            "36.1 to 37.9",
            "NEWS2; CDC",
            25,
            45,
            List.of(
                    new Band(0, CRITICAL, "very low: 35.0 or less"),
                    new Band(35.1, MODERATE, "low: below 36.1"),
                    new Band(36.1, LOW, "normal"),
                    new Band(38, MODERATE, "fever: 38.0 or higher"),
                    new Band(39.1, HIGH, "high fever: above 39.0"),
                    new Band(41.1, CRITICAL, "very high fever: above 41.0"))),
    /** NEWS2, scale 1. */
    OXYGEN_SATURATION(
            "oxygen saturation",
            "%",
            0,
            "96 to 100",
            "NEWS2",
            40,
            100,
            List.of(
                    new Band(0, CRITICAL, "very low: 91 or less"),
                    new Band(92, HIGH, "low: 92 or 93"),
                    new Band(94, MODERATE, "slightly low: 94 or 95"),
                    new Band(96, LOW, "normal"))),
    /** NEWS2. */
    RESPIRATORY_RATE(
            "respiratory rate",
            "/min",
            0,
            "12 to 20",
            "NEWS2",
            2,
            80,
            List.of(
                    new Band(0, CRITICAL, "very slow: 8 or less"),
                    new Band(9, MODERATE, "slow: below 12"),
                    new Band(12, LOW, "normal"),
                    new Band(21, HIGH, "fast: above 20"),
                    new Band(25, CRITICAL, "very fast: above 24"))),
    /**
     * At any time of day. ADA Standards of Care in Diabetes 2024: hypoglycaemia below 70 and 54 (section 6), 140 and 200
     * (section 2); 600: the hyperosmolar crisis of the ADA consensus report.
     */
    GLUCOSE(
            "blood glucose",
            "mg/dL",
            0,
            "70 to 139",
            "ADA 2024",
            10,
            1_500,
            List.of(
                    new Band(0, CRITICAL, "very low: below 54"),
                    new Band(54, HIGH, "low: below 70"),
                    new Band(70, LOW, "normal"),
                    new Band(140, MODERATE, "raised: 140 to 199"),
                    new Band(200, HIGH, "high: 200 or higher"),
                    new Band(600, CRITICAL, "extremely high: 600 or higher"))),
    /** Fasting. The same standards, section 2. */
    FASTING_GLUCOSE(
            "fasting blood glucose",
            "mg/dL",
            0,
            "70 to 99",
            "ADA 2024",
            10,
            1_500,
            List.of(
                    new Band(0, CRITICAL, "very low: below 54"),
                    new Band(54, HIGH, "low: below 70"),
                    new Band(70, LOW, "normal"),
                    new Band(100, MODERATE, "raised: 100 to 125"),
                    new Band(126, HIGH, "high: 126 or higher"),
                    new Band(600, CRITICAL, "extremely high: 600 or higher"))),
    /** WHO Expert Committee, Technical Report Series 854 and 894. */
    BODY_MASS_INDEX(
            "body mass index",
            "kg/m²",
            1,
            "18.5 to 24.9",
            "WHO",
            8,
            100,
            List.of(
                    new Band(0, HIGH, "severely underweight: below 16"),
                    new Band(16, MODERATE, "underweight: below 18.5"),
                    new Band(18.5, LOW, "normal"),
                    new Band(25, MODERATE, "overweight: 25 to 29.9"),
                    new Band(30, MODERATE, "in the range called obesity: 30 or higher"),
                    new Band(40, HIGH, "in the range called obesity class III: 40 or higher")));

    private static final Map<String, Vital> NAMES = Map.ofEntries(
            Map.entry("systolic", SYSTOLIC),
            Map.entry("systolicbp", SYSTOLIC),
            Map.entry("systolicbloodpressure", SYSTOLIC),
            Map.entry("bloodpressuresystolic", SYSTOLIC),
            Map.entry("diastolic", DIASTOLIC),
            Map.entry("diastolicbp", DIASTOLIC),
            Map.entry("diastolicbloodpressure", DIASTOLIC),
            Map.entry("bloodpressurediastolic", DIASTOLIC),
            Map.entry("heartrate", HEART_RATE),
            Map.entry("restingheartrate", HEART_RATE),
            Map.entry("pulse", HEART_RATE),
            Map.entry("hr", HEART_RATE),
            Map.entry("temperature", TEMPERATURE),
            Map.entry("bodytemperature", TEMPERATURE),
            Map.entry("temp", TEMPERATURE),
            Map.entry("spo2", OXYGEN_SATURATION),
            Map.entry("oxygensaturation", OXYGEN_SATURATION),
            Map.entry("o2saturation", OXYGEN_SATURATION),
            Map.entry("o2sat", OXYGEN_SATURATION),
            Map.entry("respiratoryrate", RESPIRATORY_RATE),
            Map.entry("respirationrate", RESPIRATORY_RATE),
            Map.entry("breathingrate", RESPIRATORY_RATE),
            Map.entry("rr", RESPIRATORY_RATE),
            Map.entry("glucose", GLUCOSE),
            Map.entry("bloodglucose", GLUCOSE),
            Map.entry("bloodsugar", GLUCOSE),
            Map.entry("fastingglucose", FASTING_GLUCOSE),
            Map.entry("fastingbloodglucose", FASTING_GLUCOSE),
            Map.entry("fastingbloodsugar", FASTING_GLUCOSE),
            Map.entry("bmi", BODY_MASS_INDEX),
            Map.entry("bodymassindex", BODY_MASS_INDEX));

    private final String label;
    private final String unit;
    private final int decimals;
    private final String range;
    private final String source;
    private final double least;
    private final double most;
    private final List<Band> bands;

    Vital(
            String label,
            String unit,
            int decimals,
            String range,
            String source,
            double least,
            double most,
            List<Band> bands) {
        this.label = label;
        this.unit = unit;
        this.decimals = decimals;
        this.range = range;
        this.source = source;
        this.least = least;
        this.most = most;
        this.bands = bands;
    }

    /** The vital that people call so, whatever case, spaces and dashes they write. */
    static Optional<Vital> named(String name) {
        return Optional.ofNullable(NAMES.get(plain(name)));
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    /** The normal range in {@link #unit()}, as text. */
    String range() {
        return range + " " + unit;
    }

    String source() {
        return source;
    }

    /** As precise as the ranges are: instruments that show more do not measure more. */
    double rounded(double value) {
        var scale = Math.pow(10, decimals);
        return Math.round(value * scale) / scale;
    }

    /** Whether a living adult can have this value, in {@link #unit()}. What cannot be was mistyped or has another unit. */
    boolean plausible(double value) {
        return value >= least && value <= most;
    }

    /** @param value plausible, in {@link #unit()} */
    Band band(double value) {
        var exact = rounded(value);
        return bands.reversed().stream()
                .filter(band -> exact >= band.from())
                .findFirst()
                .orElseThrow();
    }

    RiskLevel level(double value) {
        return band(value).level();
    }

    String shown(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", rounded(value));
    }
}
