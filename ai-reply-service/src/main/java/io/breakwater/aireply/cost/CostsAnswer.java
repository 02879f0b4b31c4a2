package io.breakwater.aireply.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model cost.
 *
 * @param period a day or a month in UTC
 * @param source {@code shared} for all replicas together, {@code local} for this instance alone
 * @param items the dearest first, at most 100; the total counts all
 * @param budget today's; absent where none is set
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CostsAnswer(
        String period,
        String by,
        String source,
        boolean degraded,
        BigDecimal totalUsd,
        long calls,
        List<Item> items,
        @Nullable Today budget) {

    /** One user's, platform's or model's part. */
    @RegisterForReflection
    public record Item(String key, BigDecimal costUsd, long promptTokens, long completionTokens, long calls) {

        static Item of(String key, CostRow sum) {
            return new Item(key, Money.usd(sum.units()), sum.prompt(), sum.completion(), sum.calls());
        }
    }

    /** The day's budget as this instance last saw it. */
    @RegisterForReflection
    public record Today(BigDecimal limitUsd, BigDecimal spentUsd, BigDecimal reservedUsd, BigDecimal remainingUsd) {

        static @Nullable Today of(Budget.Status status) {
            return status.limit()
                    .map(limit -> new Today(
                            Money.usd(limit),
                            Money.usd(status.spent()),
                            Money.usd(status.reserved()),
                            Money.usd(Math.max(0, limit - status.spent() - status.reserved()))))
                    .orElse(null);
        }
    }
}
