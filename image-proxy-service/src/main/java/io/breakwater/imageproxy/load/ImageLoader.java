package io.breakwater.imageproxy.load;

import io.breakwater.imageproxy.cache.ImageCache;
import io.breakwater.imageproxy.cache.Refusals;
import io.breakwater.imageproxy.cache.StoredImage;
import io.breakwater.imageproxy.fetch.FetchSettings;
import io.breakwater.imageproxy.guard.Guard;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierChain;
import io.breakwater.imageproxy.tier.TierResult;
import io.breakwater.imageproxy.url.ImageUrl;
import io.breakwater.imageproxy.url.SignedExpiry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Gets an image the cheapest way there is: memory, a known refusal, a fetch under way, and only then the tiers. */
@Singleton
public class ImageLoader {

    private static final Logger LOG = Logger.getLogger(ImageLoader.class);

    /** Loads under way at once, those included whose callers have left. */
    private static final int MAX_FLIGHTS = 512;

    private final Guard guard;
    private final ImageCache cache;
    private final Refusals refusals;
    private final TierChain tiers;
    private final FetchSettings settings;
    private final InstantSource clock;
    private final Flights<Load> flights = new Flights<>(MAX_FLIGHTS);

    ImageLoader(
            Guard guard,
            ImageCache cache,
            Refusals refusals,
            TierChain tiers,
            FetchSettings settings,
            InstantSource clock) {
        this.guard = guard;
        this.cache = cache;
        this.refusals = refusals;
        this.tiers = tiers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Never fails for an image's sake. Blocks no longer than the time limit of a fetch, and than the caller waits. */
    public Load load(String text, Duration patience) throws InterruptedException {
        try {
            var url = ImageUrl.parse(text);
            guard.check(url);
            return load(url, patience);
        } catch (FetchFailure refused) {
            return new Load.Missing(refused.reason(), false);
        }
    }

    private Load load(ImageUrl url, Duration patience) throws InterruptedException {
        var key = url.key();
        var stored = cache.find(key);
        if (stored.isPresent() && stored.get().fresh(clock.instant())) {
            return new Load.Hit(stored.get());
        }
        var load = fetched(url, key, patience);
        return load instanceof Load.Missing missing && stored.isPresent()
                ? new Load.Stale(stored.get(), missing.reason())
                : load;
    }

    private Load fetched(ImageUrl url, String key, Duration patience) throws InterruptedException {
        if (SignedExpiry.of(url).filter(end -> !end.isAfter(clock.instant())).isPresent()) {
            return new Load.Missing(Reason.SIGNATURE_EXPIRED, true);
        }
        var flight = flights.join(key, () -> fly(url, key));
        try {
            var load = flight.end().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return flight.collapsed() && load instanceof Load.Miss miss ? new Load.Miss(miss.image(), true) : load;
        } catch (TimeoutException late) {
            return new Load.Missing(Reason.TIMEOUT, false);
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof FetchFailure refused) {
                return new Load.Missing(refused.reason(), false);
            }
            LOG.error("event=image-load-broken", broken.getCause());
            return new Load.Missing(Reason.INTERNAL, false);
        }
    }

    private Load fly(ImageUrl url, String key) throws InterruptedException {
        // It may have come, or been refused, between the first look and this flight.
        var stored = cache.peek(key).filter(image -> image.fresh(clock.instant()));
        if (stored.isPresent()) {
            return new Load.Hit(stored.get());
        }
        var refused = refusals.find(key);
        if (refused.isPresent()) {
            return new Load.Missing(refused.get(), true);
        }
        return switch (tiers.load(url, clock.instant().plus(settings.timeLimit()))) {
            case TierResult.Had(var tier, var image, var left) -> {
                var fresh = new StoredImage(image.image(), image.freshness(), tier, left, clock.instant());
                cache.put(key, fresh);
                yield new Load.Miss(fresh, false);
            }
            case TierResult.Nowhere(var reason) -> {
                refusals.remember(key, reason);
                yield new Load.Missing(reason, false);
            }
        };
    }
}
