package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.cache.StoredImage;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.load.Load;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What goes out for a load.
 *
 * @param cache the value of {@code X-Cache}
 * @param cacheStatus the value of {@code Cache-Status} (RFC 9211)
 * @param age how old the image is
 * @param maxAge how long whoever gets it may keep it, counted from when it was new
 * @param storable false where its origin wants it kept by nobody, or by nobody but its own user
 */
record ImageAnswer(
        RasterImage image,
        TierName tier,
        @Nullable Reason reason,
        String cache,
        String cacheStatus,
        Duration age,
        Duration maxAge,
        boolean storable) {

    /** How long a stand-in or a stale image may be kept: a better one may be there soon. */
    private static final Duration BRIEFLY = Duration.ofSeconds(30);

    private static final String CACHE_NAME = "breakwater";

    /** The answer to a load that has an image. */
    static ImageAnswer of(StoredImage stored, Load load, Instant now) {
        var freshFor = stored.freshness().freshFor();
        var age = stored.age(now);
        var ttl = freshFor.minus(age).toSeconds();
        return switch (load) {
            case Load.Hit _ -> answer(stored, load, "HIT", "hit; ttl=" + ttl, age, freshFor);
            case Load.Miss miss ->
                answer(
                        stored,
                        load,
                        "MISS",
                        "fwd=uri-miss" + (stored.freshness().storable() ? "; stored" : "")
                                + (miss.collapsed() ? "; collapsed" : ""),
                        age,
                        freshFor);
            case Load.Stale stale ->
                answer(stored, load, "STALE", "hit; ttl=" + ttl + detail(stale.reason()), Duration.ZERO, BRIEFLY);
            case Load.Missing _ -> throw new IllegalArgumentException("nothing is missing where there is an image");
        };
    }

    /** The answer where nothing but our own image is left. */
    static ImageAnswer standIn(RasterImage image, TierName tier, Load.Missing missing) {
        var status = (missing.remembered() ? "hit" : "fwd=uri-miss") + detail(missing.reason());
        return new ImageAnswer(
                image, tier, missing.reason(), "MISS", CACHE_NAME + "; " + status, Duration.ZERO, BRIEFLY, true);
    }

    private static ImageAnswer answer(
            StoredImage stored, Load load, String cache, String status, Duration age, Duration maxAge) {
        return new ImageAnswer(
                stored.image(),
                stored.tier(),
                load.whyLeft().orElse(null),
                cache,
                CACHE_NAME + "; " + status,
                age,
                maxAge,
                stored.freshness().storable());
    }

    private static String detail(Reason reason) {
        return "; detail=" + reason.slug();
    }
}
