package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.analysis.RiskLevel;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import static io.breakwater.aireply.analysis.RiskLevel.CRITICAL;
import static io.breakwater.aireply.analysis.RiskLevel.HIGH;
import static io.breakwater.aireply.analysis.RiskLevel.LOW;
import static io.breakwater.aireply.analysis.RiskLevel.MODERATE;

/**
 * The values that are judged, for adults at rest. The ranges are those of the sources named at each; where two overlap,
 * NEWS2 (Royal College of Physicians, National Early Warning Score 2, 2017) says what is urgent: 3 points there are
 * critical here, 2 high, 1 moderate. How urgent a value is for which the source names no urgency is our own reading:
 * outside of normal moderate, what the source calls high or severe high.
 */
enum Vital {
    /** 2017 ACC/AHA Guideline for High Blood Pressure in Adults, table 6; above 180 the AHA's "severe"; low: NEWS2. */
    SYSTOLIC(
            new Scale("mmHg", 0, 40, 300, 10),
            "ACC/AHA 2017; NEWS2",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(91, HIGH, Grade.LOW),
                    new Band(101, MODERATE, Grade.SLIGHTLY_LOW),
                    new Band(111, LOW, Grade.NORMAL),
                    new Band(120, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(130, MODERATE, Grade.STAGE_1),
                    new Band(140, HIGH, Grade.STAGE_2),
                    new Band(181, CRITICAL, Grade.VERY_HIGH))),
    /** The same guideline; below 60 is the NHLBI's low blood pressure. */
    DIASTOLIC(
            new Scale("mmHg", 0, 20, 200, 5),
            "ACC/AHA 2017; NHLBI",
            List.of(
                    new Band(0, MODERATE, Grade.LOW),
                    new Band(60, LOW, Grade.NORMAL),
                    new Band(80, MODERATE, Grade.STAGE_1),
                    new Band(90, HIGH, Grade.STAGE_2),
                    new Band(121, CRITICAL, Grade.VERY_HIGH))),
    /** Normal: American Heart Association, 60 to 100 at rest; slower is usual in trained people. The rest: NEWS2. */
    HEART_RATE(
            new Scale("/min", 0, 15, 300, 10),
            "AHA; NEWS2",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(41, MODERATE, Grade.SLIGHTLY_LOW),
                    new Band(60, LOW, Grade.NORMAL),
                    new Band(101, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(111, HIGH, Grade.HIGH),
                    new Band(131, CRITICAL, Grade.VERY_HIGH))),
    /** NEWS2; fever from 38.0: CDC. Above 41 is hyperpyrexia. */
    TEMPERATURE(
            new Scale("°C", 1, 25, 45, 0.5),
            "NEWS2; CDC",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(35.1, MODERATE, Grade.LOW),
                    new Band(36.1, LOW, Grade.NORMAL),
                    new Band(38, MODERATE, Grade.FEVER),
                    new Band(39.1, HIGH, Grade.HIGH_FEVER),
                    new Band(41.1, CRITICAL, Grade.HIGH_FEVER))),
    /** NEWS2, scale 1. */
    OXYGEN_SATURATION(
            new Scale("%", 0, 40, 100, 2),
            "NEWS2",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(92, HIGH, Grade.LOW),
                    new Band(94, MODERATE, Grade.SLIGHTLY_LOW),
                    new Band(96, LOW, Grade.NORMAL))),
    /** NEWS2. */
    RESPIRATORY_RATE(
            new Scale("/min", 0, 2, 80, 3),
            "NEWS2",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(9, MODERATE, Grade.SLIGHTLY_LOW),
                    new Band(12, LOW, Grade.NORMAL),
                    new Band(21, HIGH, Grade.HIGH),
                    new Band(25, CRITICAL, Grade.VERY_HIGH))),
    /**
     * At any time of day. ADA Standards of Care in Diabetes 2024: hypoglycaemia below 70 and 54 (section 6), 140 and 200
     * (section 2); 600: the hyperosmolar crisis of the ADA consensus report.
     */
    GLUCOSE(
            new Scale("mg/dL", 0, 10, 1_500, 30),
            "ADA 2024",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(54, HIGH, Grade.LOW),
                    new Band(70, LOW, Grade.NORMAL),
                    new Band(140, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(200, HIGH, Grade.HIGH),
                    new Band(600, CRITICAL, Grade.VERY_HIGH))),
    /** Fasting. The same standards, section 2. */
    FASTING_GLUCOSE(
            new Scale("mg/dL", 0, 10, 1_500, 10),
            "ADA 2024",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(54, HIGH, Grade.LOW),
                    new Band(70, LOW, Grade.NORMAL),
                    new Band(100, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(126, HIGH, Grade.HIGH),
                    new Band(600, CRITICAL, Grade.VERY_HIGH))),
    /** Glycated haemoglobin. The same standards, section 2: below 5.7, 5.7 to 6.4, 6.5 and more. */
    HBA1C(
            new Scale("%", 1, 3, 20, 0.3),
            "ADA 2024",
            List.of(
                    new Band(0, LOW, Grade.NORMAL),
                    new Band(5.7, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(6.5, HIGH, Grade.HIGH))),
    /** NCEP Adult Treatment Panel III, 2001: below 200, 200 to 239, 240 and more. */
    CHOLESTEROL(
            new Scale("mg/dL", 0, 40, 1_000, 20),
            "NCEP ATP III",
            List.of(
                    new Band(0, LOW, Grade.NORMAL),
                    new Band(200, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(240, HIGH, Grade.HIGH))),
    /** The same: below 100 optimal, to 129 near it, to 159 borderline, to 189 high, 190 very high. */
    LDL(
            new Scale("mg/dL", 0, 10, 800, 15),
            "NCEP ATP III",
            List.of(
                    new Band(0, LOW, Grade.NORMAL),
                    new Band(130, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(160, HIGH, Grade.HIGH),
                    new Band(190, HIGH, Grade.VERY_HIGH))),
    /** The same: below 40 is low. */
    HDL(
            new Scale("mg/dL", 0, 5, 200, 10),
            "NCEP ATP III",
            List.of(new Band(0, MODERATE, Grade.LOW), new Band(40, LOW, Grade.NORMAL))),
    /** The same: below 150, to 199 borderline, to 499 high, 500 very high. */
    TRIGLYCERIDES(
            new Scale("mg/dL", 0, 10, 10_000, 40),
            "NCEP ATP III",
            List.of(
                    new Band(0, LOW, Grade.NORMAL),
                    new Band(150, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(200, MODERATE, Grade.HIGH),
                    new Band(500, HIGH, Grade.VERY_HIGH))),
    /** KDIGO 2012, categories G1 to G5: 90, 60, 45, 30, 15. G2 without other signs is no illness there. */
    EGFR(
            new Scale("mL/min/1.73 m²", 0, 1, 200, 5),
            "KDIGO 2012",
            List.of(
                    new Band(0, CRITICAL, Grade.VERY_LOW),
                    new Band(15, HIGH, Grade.VERY_LOW),
                    new Band(30, HIGH, Grade.LOW),
                    new Band(45, MODERATE, Grade.LOW),
                    new Band(60, LOW, Grade.NORMAL))),
    /** WHO Expert Committee, Technical Report Series 854 and 894. */
    BODY_MASS_INDEX(
            new Scale("kg/m²", 1, 8, 100, 1),
            "WHO",
            List.of(
                    new Band(0, HIGH, Grade.VERY_LOW),
                    new Band(16, MODERATE, Grade.LOW),
                    new Band(18.5, LOW, Grade.NORMAL),
                    new Band(25, MODERATE, Grade.SLIGHTLY_HIGH),
                    new Band(30, MODERATE, Grade.HIGH),
                    new Band(40, HIGH, Grade.VERY_HIGH)));

    /**
     * What a value is measured on.
     *
     * @param decimals as precise as the ranges are: instruments that show more do not measure more
     * @param least and {@code most}: what a living adult can have; anything else was mistyped or has another unit
     * @param noise a smaller change from one day to another says nothing: our own, generous reading
     */
    private record Scale(String unit, int decimals, double least, double most, double noise) {}

    private final Scale scale;
    private final String source;
    private final List<Band> bands;

    Vital(Scale scale, String source, List<Band> bands) {
        this.scale = scale;
        this.source = source;
        this.bands = bands;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String unit() {
        return scale.unit();
    }

    String source() {
        return source;
    }

    double noise() {
        return scale.noise();
    }

    /** The normal range, as text that needs no language. */
    String range() {
        return bounds(bands.stream()
                .filter(band -> band.grade() == Grade.NORMAL)
                .findFirst()
                .orElseThrow());
    }

    /** Where a part of the scale begins and ends, both inclusive. */
    String bounds(Band band) {
        var next = bands.indexOf(band) + 1;
        if (next == bands.size()) {
            return "≥ " + shown(band.from());
        }
        var end = shown(bands.get(next).from() - Math.pow(10, -scale.decimals()));
        return (next == 1 ? "≤ " : number(band.from()) + "–") + end;
    }

    /** Whether a living adult can have this value, in {@link #unit()}. */
    boolean plausible(double value) {
        return value >= scale.least() && value <= scale.most();
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

    /** How far this value is from normal, in parts of the scale. */
    int distance(double value) {
        var normal = IntStream.range(0, bands.size())
                .filter(at -> bands.get(at).grade() == Grade.NORMAL)
                .findFirst()
                .orElseThrow();
        return Math.abs(bands.indexOf(band(value)) - normal);
    }

    double rounded(double value) {
        var factor = Math.pow(10, scale.decimals());
        return Math.round(value * factor) / factor;
    }

    String number(double value) {
        return String.format(Locale.ROOT, "%." + scale.decimals() + "f", rounded(value));
    }

    String shown(double value) {
        return number(value) + " " + unit();
    }
}
