package io.breakwater.aireply.cost;

import io.smallrye.config.ConfigMapping;
import java.math.BigDecimal;
import java.util.Map;

/** What models cost, as their providers publish it; a model that is not here costs nothing, as one of one's own does. */
@ConfigMapping(prefix = "breakwater.ai")
public interface Prices {

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
