package io.breakwater.imageproxy.fetch;

import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.url.ImageUrl;
import java.util.Optional;

/**
 * What a load wants of the fetch of its own URL, beside the image. It is bound around the tiers ({@link #CURRENT}), so
 * that nothing between the load and the connection has to carry it; the fetches of other tiers' URLs know nothing of it.
 */
public interface FetchOrder {

    ScopedValue<FetchOrder> CURRENT = ScopedValue.newInstance();

    /** Asks for nothing more. */
    FetchOrder NONE = new FetchOrder() {};

    /** The order for this URL. */
    static FetchOrder of(ImageUrl url) {
        var order = CURRENT.orElse(NONE);
        return order.isFor(url) ? order : NONE;
    }

    default boolean isFor(ImageUrl url) {
        return false;
    }

    /** What is known already, so that its origin need not send it again. */
    default Optional<Known> known() {
        return Optional.empty();
    }

    /**
     * The first {@link Arriving#HELD_BACK} bytes are there, more is to come, and its end will be told from a break. Called
     * on an event loop, at most once for each attempt; must not block.
     */
    default void arriving(Arriving body, Freshness freshness) {}

    /** An image, what its origin said of keeping it, and what its origin knows it by. */
    record Known(RasterImage image, Freshness freshness, Validators validators) {}
}
