package io.breakwater.aireply.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Dollars as whole numbers, so that many replicas add them up to the same sum: in units of 1e-10 US dollars. A token of the
 * cheapest models costs some hundreds of them, and a day of 900,000 dollars is still exact in Redis' scripts (2^53).
 */
final class Money {

    /** The largest sum that is counted exactly everywhere, in US dollars. */
    static final BigDecimal MOST = new BigDecimal("900000");

    private static final int DIGITS = 10;

    private Money() {}

    static long units(BigDecimal usd) {
        return usd.min(MOST)
                .movePointRight(DIGITS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    static BigDecimal usd(long units) {
        var usd = BigDecimal.valueOf(units, DIGITS).stripTrailingZeros();
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }
}
