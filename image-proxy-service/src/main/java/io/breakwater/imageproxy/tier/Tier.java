package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import java.util.List;

/**
 * Knows places to look for an image. Make each one a CDI bean; {@link TierChain} asks at the places of all of them, in
 * the order of their names, each time through the guard.
 */
interface Tier {

    TierName name();

    /** Where this tier would look for it, in order, a few at most; none where it knows none. */
    List<ImageUrl> places(ImageUrl url);

    /** What it really means when a place of this tier says so. */
    default Reason meaning(Reason said) {
        return said;
    }
}
