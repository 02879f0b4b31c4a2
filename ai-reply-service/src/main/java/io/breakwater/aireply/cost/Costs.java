package io.breakwater.aireply.cost;

import io.breakwater.aireply.model.TokenUse;
import jakarta.inject.Singleton;
import java.math.BigDecimal;

/** Turns tokens into dollars. */
@Singleton
public final class Costs {

    private static final int MILLION_DIGITS = 6;

    private final Prices prices;

    Costs(Prices prices) {
        this.prices = prices;
    }

    /** In US dollars, exact; 0 for a model without a price. */
    public BigDecimal of(String model, TokenUse usage) {
        var price = prices.prices().get(model);
        if (price == null) {
            return BigDecimal.ZERO;
        }
        var cost = price.prompt()
                .multiply(BigDecimal.valueOf(usage.promptTokens()))
                .add(price.completion().multiply(BigDecimal.valueOf(usage.completionTokens())))
                .movePointLeft(MILLION_DIGITS)
                .stripTrailingZeros();
        return cost.signum() == 0 ? BigDecimal.ZERO : cost;
    }
}
