package io.breakwater.aireply.cost;

import io.smallrye.config.ConfigMapping;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What models cost, as their providers publish it; a model that is not here costs nothing, as one of one's own does. */
@ConfigMapping(prefix = "breakwater.ai")
public interface Prices {

    /**
     * {@code AI_BUDGET_USD_PER_DAY}: what all replicas together may spend on the model in one day (UTC), 0 to 900,000 US
     * dollars; past it the local engine answers. Without it there is no limit.
     */
    Optional<BigDecimal> budgetUsdPerDay();

    /** By the model's name. */
    Map<String, Price> prices();

    /** In US dollars for a million tokens, 0 or more. */
    interface Price {

        /** For tokens read. */
        BigDecimal prompt();

        /** For tokens written. */
        BigDecimal completion();
    }
}
