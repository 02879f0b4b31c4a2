package io.breakwater.imageproxy.load;

import io.breakwater.imageproxy.cache.ImageCache;
import io.breakwater.imageproxy.cache.Refusals;
import io.breakwater.imageproxy.cache.StoredBody;
import io.breakwater.imageproxy.cache.StoredImage;
import io.breakwater.imageproxy.fetch.FetchOrder;
import io.breakwater.imageproxy.fetch.FetchSettings;
import io.breakwater.imageproxy.fetch.FetchedImage;
import io.breakwater.imageproxy.guard.Guard;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.tier.TierChain;
import io.breakwater.imageproxy.tier.TierName;
import io.breakwater.imageproxy.tier.TierResult;
import io.breakwater.imageproxy.url.ImageUrl;
import io.breakwater.imageproxy.url.SignedExpiry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
    private final Flights flights = new Flights(MAX_FLIGHTS);

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

    /**
     * Never fails for an image's sake. Blocks no longer than the time limit of a fetch, and than the caller waits.
     *
     * @param whole whether it is of use only when all of it is there
     */
    public Load load(String text, boolean whole, Duration patience) throws InterruptedException {
        try {
            return load(checked(text), whole, patience);
        } catch (FetchFailure refused) {
            return new Load.Missing(refused.reason(), false);
        }
    }

    /**
     * What {@link #load} would answer, where that is a good image whose bytes are in memory; empty where it is anything
     * else, a refusal included. Never blocks.
     */
    public Optional<Load.Hit> atHand(String text) {
        try {
            return cache.atHand(checked(text).key()).map(Load.Hit::new);
        } catch (FetchFailure refused) {
            return Optional.empty();
        }
    }

    private ImageUrl checked(String text) throws FetchFailure {
        var url = ImageUrl.parse(text);
        guard.check(url);
        return url;
    }

    private Load load(ImageUrl url, boolean whole, Duration patience) throws InterruptedException {
        var key = url.key();
        var found = cache.find(key);
        if (found.isEmpty()) {
            return fetched(url, key, Optional.empty(), whole, patience);
        }
        var stored = found.get();
        if (stored.fresh(clock.instant())) {
            return new Load.Hit(stored);
        }
        if (!expired(url) && stored.servedWhileRevalidated(clock.instant(), cache.revalidateFor())) {
            flights.join(key, flight -> fly(url, key, found, flight));
            return new Load.Revalidating(stored);
        }
        // It has to be whole: what breaks off has a stand-in in this one.
        var load = fetched(url, key, found, true, patience);
        return load instanceof Load.Missing missing ? new Load.Stale(stored, missing.reason()) : load;
    }

    private Load fetched(ImageUrl url, String key, Optional<StoredImage> stale, boolean whole, Duration patience)
            throws InterruptedException {
        if (expired(url)) {
            return new Load.Missing(Reason.SIGNATURE_EXPIRED, true);
        }
        var joined = flights.join(key, flight -> fly(url, key, stale, flight));
        try {
            return joined.flight().await(whole, joined.collapsed(), patience);
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

    private boolean expired(ImageUrl url) {
        return SignedExpiry.of(url).filter(end -> !end.isAfter(clock.instant())).isPresent();
    }

    private Load fly(ImageUrl url, String key, Optional<StoredImage> stale, Flight flight) throws Exception {
        // It may have come, or been refused, between the first look and this flight.
        var stored = cache.peek(key).filter(image -> image.fresh(clock.instant()));
        if (stored.isPresent()) {
            return new Load.Hit(stored.get());
        }
        var refused = refusals.find(key);
        if (refused.isPresent()) {
            return new Load.Missing(refused.get(), true);
        }
        var order = new LoadOrder(url, stale.flatMap(this::known), flight);
        var result = ScopedValue.where(FetchOrder.CURRENT, order)
                .call(() -> tiers.load(url, clock.instant().plus(settings.timeLimit())));
        return switch (result) {
            case TierResult.Had(var tier, var image, var left) -> {
                var fresh = cache.put(key, stored(url, tier, image, left));
                yield new Load.Miss(fresh, forward(stale, order, image), false);
            }
            case TierResult.Nowhere(var reason) -> {
                refusals.remember(key, reason);
                yield new Load.Missing(reason, false);
            }
        };
    }

    private StoredImage stored(ImageUrl url, TierName tier, FetchedImage image, @Nullable Reason left) {
        var now = clock.instant();
        // Past its signature an image can't be had any more: what there is of it is stale from then on, and says so.
        var freshness = SignedExpiry.of(url)
                .map(end -> image.freshness().atMost(Duration.between(now, end)))
                .orElse(image.freshness());
        return new StoredImage(new StoredBody.InMemory(image.image()), freshness, tier, left, now, image.validators());
    }

    private static Forward forward(Optional<StoredImage> stale, LoadOrder order, FetchedImage image) {
        if (stale.isEmpty()) {
            return Forward.ABSENT;
        }
        // The very same object is handed back for a 304.
        var same = order.known().filter(known -> known.image() == image.image()).isPresent();
        return same ? Forward.STILL_GOOD : Forward.STALE;
    }

    private Optional<FetchOrder.Known> known(StoredImage stale) {
        return Optional.of(stale)
                .filter(image -> image.validators().any())
                .flatMap(cache::whole)
                .map(image -> new FetchOrder.Known(image, stale.freshness(), stale.validators()));
    }
}
