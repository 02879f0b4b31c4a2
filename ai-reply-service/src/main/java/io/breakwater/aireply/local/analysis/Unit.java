package io.breakwater.aireply.local.analysis;

import java.util.Locale;
import java.util.Optional;

/** Turns a value into the unit that a vital is judged in. */
final class Unit {

    private static final double MMHG_PER_KPA = 7.50062;
    /** Glucose has 180.16 g/mol. */
    private static final double MGDL_PER_MMOLL = 18.016;

    private Unit() {}

    /** The value in {@link Vital#unit()}; empty for a unit that this vital is not measured in. */
    static Optional<Double> convert(Vital vital, double value, String unit) {
        var plain = unit.toLowerCase(Locale.ROOT).replaceAll("[°º\\s.]", "");
        return switch (vital) {
            case SYSTOLIC, DIASTOLIC ->
                switch (plain) {
                    case "", "mmhg" -> Optional.of(value);
                    case "kpa" -> Optional.of(value * MMHG_PER_KPA);
                    default -> Optional.empty();
                };
            case HEART_RATE, RESPIRATORY_RATE ->
                switch (plain) {
                    case "", "bpm", "/min", "1/min", "perminute", "beats/min", "breaths/min", "brpm" ->
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
            case GLUCOSE, FASTING_GLUCOSE ->
                switch (plain) {
                    // 15 may be mg/dL or mmol/L: dangerously low, or high. Nobody guesses that.
                    case "" -> Optional.of(value).filter(given -> given > 33);
                    case "mg/dl" -> Optional.of(value);
                    case "mmol/l" -> Optional.of(value * MGDL_PER_MMOLL);
                    default -> Optional.empty();
                };
            case BODY_MASS_INDEX ->
                switch (plain) {
                    case "", "kg/m2", "kg/m²" -> Optional.of(value);
                    default -> Optional.empty();
                };
        };
    }
}
