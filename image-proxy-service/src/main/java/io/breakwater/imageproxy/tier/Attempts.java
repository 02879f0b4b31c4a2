package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.outcome.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told of each place that was asked; answers at once. */
public interface Attempts {

    /** @param left why there was no image; null where there was */
    void asked(TierName tier, String host, @Nullable Reason left, Duration took);
}
