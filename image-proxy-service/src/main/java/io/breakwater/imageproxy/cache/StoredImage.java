package io.breakwater.imageproxy.cache;

import io.breakwater.imageproxy.fetch.Freshness;
import io.breakwater.imageproxy.fetch.Validators;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image that is served, and may be again.
 *
 * @param left why the first tier was left, where another one had it
 * @param storedAt when its origin last said that this is the image
 */
public record StoredImage(
        StoredBody body,
        Freshness freshness,
        TierName tier,
        @Nullable Reason left,
        Instant storedAt,
        Validators validators) {

    /** Never negative. */
    public Duration age(Instant now) {
        var age = Duration.between(storedAt, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    public boolean fresh(Instant now) {
        return age(now).compareTo(freshness.freshFor()) < 0;
    }

    /** When it was changed last, as far as anybody says: the origin, or else our own first sight of it. */
    public Instant changed() {
        return validators.changed().filter(said -> said.isBefore(storedAt)).orElse(storedAt);
    }

    /**
     * Whether it may be served while a new one is fetched (RFC 5861): for as long as its origin says, or else for as long
     * as it was fresh, at most this long. What was never fresh is not.
     */
    public boolean servedWhileRevalidated(Instant now, Duration longest) {
        var said = freshness.staleWhileRevalidate();
        var window = said != null ? said : shorter(freshness.freshFor(), longest);
        return freshness.staleAllowed() && staleness(now).compareTo(window) < 0;
    }

    /** Whether it may be served in some way: fresh, or in place of one that can't be had. */
    boolean usable(Instant now, Duration staleFor) {
        var said = freshness.staleIfError();
        return fresh(now) || freshness.staleAllowed() && staleness(now).compareTo(said != null ? said : staleFor) < 0;
    }

    StoredImage with(StoredBody other) {
        return new StoredImage(other, freshness, tier, left, storedAt, validators);
    }

    private Duration staleness(Instant now) {
        return age(now).minus(freshness.freshFor());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
