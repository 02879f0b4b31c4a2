package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.fetch.FetchedImage;
import io.breakwater.imageproxy.outcome.Reason;
import org.jspecify.annotations.Nullable;

/** What came of asking all tiers. */
public sealed interface TierResult {

    /** @param left why the first tier was left, where this one is not the first */
    record Had(TierName tier, FetchedImage image, @Nullable Reason left) implements TierResult {}

    /** No tier has it. */
    record Nowhere(Reason reason) implements TierResult {}
}
