package io.breakwater.resilience.metrics;

final class Rounding {

    private Rounding() {}

    /** Two decimals: the rest is noise to a reader. */
    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
