package io.breakwater.aireply.local.analysis;

import io.breakwater.aireply.analysis.RiskLevel;
import java.util.List;

/**
 * Points of the National Early Warning Score 2 (Royal College of Physicians, 2017, chart 1, oxygen scale 1) for the
 * values at hand. What was not measured can only add to it: the sum is what the score is at least.
 */
final class EarlyWarning {

    static final String SOURCE = "NEWS2";

    /** Chart 2: 5 or more, an urgent response; 7 or more, an emergency. */
    private static final int URGENT = 5;

    private static final int EMERGENCY = 7;

    private EarlyWarning() {}

    static int points(List<Entry.Value> values) {
        return values.stream()
                .mapToInt(entry -> points(entry.vital(), entry.vital().rounded(entry.value())))
                .sum();
    }

    /** Unknown below the first threshold: a part of a score says nothing good. */
    static RiskLevel level(int points) {
        return points >= EMERGENCY ? RiskLevel.CRITICAL : points >= URGENT ? RiskLevel.HIGH : RiskLevel.UNKNOWN;
    }

    private static int points(Vital vital, double value) {
        return switch (vital) {
            case RESPIRATORY_RATE -> value <= 8 ? 3 : value <= 11 ? 1 : value <= 20 ? 0 : value <= 24 ? 2 : 3;
            case OXYGEN_SATURATION -> value <= 91 ? 3 : value <= 93 ? 2 : value <= 95 ? 1 : 0;
            case SYSTOLIC -> value <= 90 ? 3 : value <= 100 ? 2 : value <= 110 ? 1 : value <= 219 ? 0 : 3;
            case HEART_RATE ->
                value <= 40 ? 3 : value <= 50 ? 1 : value <= 90 ? 0 : value <= 110 ? 1 : value <= 130 ? 2 : 3;
            case TEMPERATURE -> value <= 35 ? 3 : value <= 36 ? 1 : value <= 38 ? 0 : value <= 39 ? 1 : 2;
            case DIASTOLIC,
                    GLUCOSE,
                    FASTING_GLUCOSE,
                    HBA1C,
                    CHOLESTEROL,
                    LDL,
                    HDL,
                    TRIGLYCERIDES,
                    EGFR,
                    BODY_MASS_INDEX -> 0;
        };
    }
}
