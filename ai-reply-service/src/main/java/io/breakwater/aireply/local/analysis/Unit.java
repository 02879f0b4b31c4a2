package io.breakwater.aireply.local.analysis;

import java.util.Locale;
import java.util.Optional;

/** Turns a value into the unit that it is judged in. */
final class Unit {

    private static final double MMHG_PER_KPA = 7.50062;
    /** Molar masses: glucose 180.16 g/mol, cholesterol 386.65, triglycerides (as triolein) 885.4. */
    private static final double GLUCOSE = 18.016;

    private static final double CHOLESTEROL = 38.665;
    private static final double TRIGLYCERIDES = 88.54;

    /** A bare number up to this may be mmol/L as well as mg/dL: dangerously low, or high. Nobody guesses that. */
    private static final double AMBIGUOUS = 33;

    private static final double KG_PER_POUND = 0.45359237;
    private static final double CM_PER_INCH = 2.54;

    private Unit() {}

    /** The value in {@link Vital#unit()}; empty for a unit that this vital is not measured in, or one that is needed. */
    static Optional<Double> convert(Vital vital, double value, String unit) {
        var plain = plain(unit);
        return switch (vital) {
            case SYSTOLIC, DIASTOLIC ->
                switch (plain) {
                    case "", "mmhg" -> Optional.of(value);
                    case "kpa" -> Optional.of(value * MMHG_PER_KPA);
                    default -> Optional.empty();
                };
            case HEART_RATE, RESPIRATORY_RATE ->
                switch (plain) {
                    case "", "bpm", "/min", "1/min", "min-1", "perminute", "beats/min", "breaths/min", "brpm", "rpm" ->
                        Optional.of(value);
                    default -> Optional.empty();
                };
            case TEMPERATURE ->
                switch (plain) {
                    case "", "c", "celsius" -> Optional.of(value);
                    case "f", "fahrenheit" -> Optional.of((value - 32) / 1.8);
                    default -> Optional.empty();
                };
            case OXYGEN_SATURATION ->
                switch (plain) {
                    case "", "%", "percent" -> Optional.of(value);
                    default -> Optional.empty();
                };
            case GLUCOSE, FASTING_GLUCOSE -> concentration(value, plain, GLUCOSE);
            case CHOLESTEROL, LDL, HDL -> concentration(value, plain, CHOLESTEROL);
            case TRIGLYCERIDES -> concentration(value, plain, TRIGLYCERIDES);
            case HBA1C ->
                switch (plain) {
                    case "", "%", "percent" -> Optional.of(value);
                    // The IFCC's master equation.
                    case "mmol/mol" -> Optional.of(0.09148 * value + 2.152);
                    default -> Optional.empty();
                };
            case EGFR ->
                switch (plain) {
                    case "", "ml/min", "ml/min/173m2", "ml/min/173m²" -> Optional.of(value);
                    default -> Optional.empty();
                };
            case BODY_MASS_INDEX ->
                switch (plain) {
                    case "", "kg/m2", "kg/m²" -> Optional.of(value);
                    default -> Optional.empty();
                };
        };
    }

    private static Optional<Double> concentration(double value, String unit, double mgdlPerMmoll) {
        return switch (unit) {
            case "" -> Optional.of(value).filter(given -> given > AMBIGUOUS);
            case "mg/dl" -> Optional.of(value);
            case "mmol/l" -> Optional.of(value * mgdlPerMmoll);
            default -> Optional.empty();
        };
    }

    /** A bare number may be kilograms or pounds. */
    static Optional<Double> kilograms(Measurement weight) {
        return switch (plain(weight.unit())) {
            case "kg", "kilo", "kilos", "kilograms" -> Optional.of(weight.value());
            case "lb", "lbs", "pound", "pounds" -> Optional.of(weight.value() * KG_PER_POUND);
            default -> Optional.empty();
        };
    }

    /** A bare number is taken for what it must be: nobody is 1.8 inches or 180 feet tall. */
    static Optional<Double> metres(Measurement height) {
        var value = height.value();
        return switch (plain(height.unit())) {
            case "cm" -> Optional.of(value / 100);
            case "m", "metres", "meters" -> Optional.of(value);
            case "in", "inch", "inches", "\"" -> Optional.of(value * CM_PER_INCH / 100);
            case "" ->
                value >= 120 && value <= 250
                        ? Optional.of(value / 100)
                        : value >= 1.2 && value <= 2.5 ? Optional.of(value) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String plain(String unit) {
        return unit.toLowerCase(Locale.ROOT).replaceAll("[°º\\s.,]", "");
    }
}
