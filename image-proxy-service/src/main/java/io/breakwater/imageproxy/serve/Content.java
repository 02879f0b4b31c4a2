package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.cache.StoredBody;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.load.Stream;
import java.time.Instant;

/** What goes out as the body, as far as it is there. */
sealed interface Content {

    /** All of it. */
    record Whole(StoredBody body, Instant changed) implements Content {}

    /** Some of it, with more to come: so it has neither a length nor a tag yet, and is cut off where its source breaks. */
    record Coming(Stream stream) implements Content {}

    /** One of our own, in place of another: no part of that one, so it goes out whole whatever part was asked for. */
    record StandIn(RasterImage image) implements Content {}
}
