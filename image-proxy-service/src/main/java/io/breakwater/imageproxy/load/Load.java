package io.breakwater.imageproxy.load;

import io.breakwater.imageproxy.cache.StoredImage;
import io.breakwater.imageproxy.outcome.Reason;
import java.util.Optional;

/** What came of a load. */
public sealed interface Load {

    /** From the cache, and good. */
    record Hit(StoredImage image) implements Load {}

    /** From the origin; {@code collapsed} where it was somebody else's fetch that this one waited for. */
    record Miss(StoredImage image, Forward forward, boolean collapsed) implements Load {}

    /** From the origin, and still coming. */
    record Streamed(Stream stream, boolean collapsed) implements Load {}

    /** From the cache and a little past its life, while a new one is fetched. */
    record Revalidating(StoredImage image) implements Load {}

    /** From the cache and past its life, because there is no better one. */
    record Stale(StoredImage image, Reason reason) implements Load {}

    /** There is none; {@code remembered} where that was known without trying. */
    record Missing(Reason reason, boolean remembered) implements Load {}

    /** Why a tier was left, where one was. */
    default Optional<Reason> whyLeft() {
        return switch (this) {
            case Hit hit -> Optional.ofNullable(hit.image().left());
            case Miss miss -> Optional.ofNullable(miss.image().left());
            case Streamed _ -> Optional.empty();
            case Revalidating revalidating ->
                Optional.ofNullable(revalidating.image().left());
            case Stale stale -> Optional.of(stale.reason());
            case Missing missing -> Optional.of(missing.reason());
        };
    }
}
