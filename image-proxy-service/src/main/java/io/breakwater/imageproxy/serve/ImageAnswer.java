package io.breakwater.imageproxy.serve;

import io.breakwater.imageproxy.cache.StoredImage;
import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.image.RasterImage;
import io.breakwater.imageproxy.load.Load;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.signing.Signed;
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
        Content content,
        TierName tier,
        @Nullable Reason reason,
        String cache,
        String cacheStatus,
        Duration age,
        Duration maxAge,
        boolean storable) {

    /** How long a stand-in or a stale image may be kept: a better one may be there soon. */
    private static final Duration BRIEFLY = Duration.ofSeconds(30);

    private static final String CACHE_NAME = "breakwater; ";

    /** A good image from the cache. */
    static ImageAnswer hit(StoredImage image, Instant now) {
        return fresh(image, "HIT", "hit; ttl=" + ttl(image, now), now);
    }

    /** A good image from its origin. */
    static ImageAnswer miss(Load.Miss miss, Instant now) {
        var image = miss.image();
        var status = miss.forward().status()
                + (image.freshness().storable() ? "; stored" : "")
                + (miss.collapsed() ? "; collapsed" : "");
        var cache =
                switch (miss.forward()) {
                    case ABSENT, STALE -> "MISS";
                    case STILL_GOOD -> "REVALIDATED";
                };
        return fresh(image, cache, status, now);
    }

    /** A good image that is still coming from its origin, which only that of the URL itself does. */
    static ImageAnswer streamed(Load.Streamed streamed) {
        return new ImageAnswer(
                new Content.Coming(streamed.stream()),
                TierName.PRIMARY,
                null,
                "MISS",
                CACHE_NAME + "fwd=uri-miss" + (streamed.collapsed() ? "; collapsed" : ""),
                Duration.ZERO,
                streamed.stream().freshness().freshFor(),
                streamed.stream().freshness().storable());
    }

    /** An image past its life; {@code reason} why there is no better one, where that is known. */
    static ImageAnswer stale(StoredImage image, @Nullable Reason reason, Instant now) {
        return new ImageAnswer(
                new Content.Whole(image.body(), image.changed()),
                image.tier(),
                reason == null ? image.left() : reason,
                "STALE",
                CACHE_NAME + "hit; ttl=" + ttl(image, now) + "; detail="
                        + (reason == null ? "revalidating" : reason.slug()),
                Duration.ZERO,
                BRIEFLY,
                true);
    }

    /** The answer where nothing but our own image is left. */
    static ImageAnswer standIn(RasterImage image, TierName tier, Load.Missing missing) {
        var reason = missing.reason();
        return new ImageAnswer(
                new Content.StandIn(image),
                tier,
                reason,
                "MISS",
                CACHE_NAME + (missing.remembered() ? "hit" : "fwd=uri-miss") + "; detail=" + reason.slug(),
                Duration.ZERO,
                BRIEFLY,
                true);
    }

    /** The same for a URL with such a signature: nobody downstream may give it out for longer than that is good. */
    ImageAnswer within(Signed signed, Instant now) {
        return signed instanceof Signed.Until(var end) ? keptAtMost(Duration.between(now, end)) : this;
    }

    private ImageAnswer keptAtMost(Duration longest) {
        var end = age.plus(longest.isNegative() ? Duration.ZERO : longest);
        return maxAge.compareTo(end) <= 0
                ? this
                : new ImageAnswer(content, tier, reason, cache, cacheStatus, age, end, storable);
    }

    private static ImageAnswer fresh(StoredImage image, String cache, String status, Instant now) {
        return new ImageAnswer(
                new Content.Whole(image.body(), image.changed()),
                image.tier(),
                image.left(),
                cache,
                CACHE_NAME + status,
                image.age(now),
                image.freshness().freshFor(),
                image.freshness().storable());
    }

    private static long ttl(StoredImage image, Instant now) {
        Freshness freshness = image.freshness();
        return freshness.freshFor().minus(image.age(now)).toSeconds();
    }
}
