package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.fetch.FetchResult;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks one tier after the other until one has the image. The reason told is the first tier's: the others are stand-ins. */
@Singleton
public class TierChain {

    private final List<Tier> tiers;

    TierChain(@Any Instance<Tier> tiers) {
        this.tiers = tiers.stream().sorted(Comparator.comparing(Tier::name)).toList();
    }

    public TierResult load(ImageUrl url, Instant deadline) throws InterruptedException {
        @Nullable Reason first = null;
        for (var tier : tiers) {
            switch (tier.load(url, deadline)) {
                case FetchResult.Fetched(var image) -> {
                    return new TierResult.Had(tier.name(), image, first);
                }
                case FetchResult.Left left -> first = first == null ? left.reason() : first;
            }
        }
        return new TierResult.Nowhere(first == null ? Reason.INTERNAL : first);
    }
}
