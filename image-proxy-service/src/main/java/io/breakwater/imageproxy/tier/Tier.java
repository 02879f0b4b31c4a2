package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.fetch.FetchResult;
import io.breakwater.imageproxy.url.ImageUrl;
import java.time.Instant;

/** A place to look for an image. Make each one a CDI bean; {@link TierChain} asks them in the order of their names. */
public interface Tier {

    TierName name();

    /** The image, or why it is not to be had here; by the deadline. Blocks. */
    FetchResult load(ImageUrl url, Instant deadline) throws InterruptedException;
}
