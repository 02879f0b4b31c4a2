package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image that is served, and may be again.
 *
 * @param left why the first tier was left, where another one had it
 */
public record StoredImage(
        RasterImage image,
        Freshness freshness,
        TierName tier,
        @Nullable Reason left,
        Instant storedAt) {

    /** Never negative. */
    public Duration age(Instant now) {
        var age = Duration.between(storedAt, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    public boolean fresh(Instant now) {
        return age(now).compareTo(freshness.freshFor()) < 0;
    }

    boolean usable(Instant now, Duration staleFor) {
        return fresh(now)
                || freshness.staleAllowed()
                        && age(now).compareTo(freshness.freshFor().plus(staleFor)) < 0;
    }
}
