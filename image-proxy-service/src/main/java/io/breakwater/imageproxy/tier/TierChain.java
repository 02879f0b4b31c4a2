package io.breakwater.imageproxy.tier;

import io.breakwater.imageproxy.fetch.FetchResult;
import io.breakwater.imageproxy.fetch.UpstreamClient;
import io.breakwater.imageproxy.host.Hosts;
import io.breakwater.imageproxy.outcome.FetchFailure;
import io.breakwater.imageproxy.outcome.Next;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.imageproxy.url.ImageUrl;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * Asks at one place after the other until one has the image. The first tier's reason is the one that is told, and decides
 * who else is asked; the others are stand-ins. Each place has half of the time that is left, the last one all of it: a
 * host that hangs leaves time for those that may not.
 */
@Singleton
public class TierChain {

    /** With less than this there is no use in asking anybody. */
    private static final Duration TOO_LATE = Duration.ofMillis(50);

    private final List<Tier> tiers;
    private final Hosts hosts;
    private final UpstreamClient client;
    private final Attempts attempts;
    private final InstantSource clock;

    private record Place(Tier tier, ImageUrl url) {}

    TierChain(@Any Instance<Tier> tiers, Hosts hosts, UpstreamClient client, Attempts attempts, InstantSource clock) {
        this.tiers = tiers.stream().sorted(Comparator.comparing(Tier::name)).toList();
        this.hosts = hosts;
        this.client = client;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** The image, or why it is not to be had; by the deadline. Blocks. */
    public TierResult load(ImageUrl url, Instant deadline) throws InterruptedException {
        var places = tiers.stream()
                .flatMap(tier -> tier.places(url).stream().map(place -> new Place(tier, place)))
                .toList();
        var first = Reason.INTERNAL;
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            var isFirst = i == 0;
            if (!isFirst && (!worthAsking(place.tier().name(), first.next()) || late(deadline))) {
                continue;
            }
            switch (ask(place, i == places.size() - 1 ? deadline : half(deadline))) {
                case FetchResult.Fetched(var image) -> {
                    return new TierResult.Had(place.tier().name(), image, isFirst ? null : first);
                }
                case FetchResult.Left left -> first = isFirst ? left.reason() : first;
            }
        }
        return new TierResult.Nowhere(first);
    }

    private FetchResult ask(Place place, Instant deadline) throws InterruptedException {
        var started = clock.instant();
        var host = place.url().host().text();
        var result = fetch(place.url(), host, deadline);
        var took = Duration.between(started, clock.instant());
        attempts.asked(
                place.tier().name(),
                host,
                result instanceof FetchResult.Left left ? place.tier().meaning(left.reason()) : null,
                took);
        return result;
    }

    private FetchResult fetch(ImageUrl url, String host, Instant deadline) throws InterruptedException {
        try {
            return hosts.at(host, deadline, FetchResult.class, () -> fetchOrFail(url, deadline));
        } catch (FetchFailure failed) {
            return new FetchResult.Left(failed);
        }
    }

    /** A breaker learns from exceptions alone. */
    private FetchResult fetchOrFail(ImageUrl url, Instant deadline) throws FetchFailure, InterruptedException {
        return switch (client.fetch(url, deadline)) {
            case FetchResult.Fetched fetched -> fetched;
            case FetchResult.Left left -> throw left.failure();
        };
    }

    private static boolean worthAsking(TierName tier, Next next) {
        return switch (next) {
            case NOWHERE -> false;
            case SAME_CDN -> tier == TierName.CDN;
            case PROXIES -> tier == TierName.PROXY;
            case ANYWHERE -> true;
        };
    }

    private boolean late(Instant deadline) {
        return left(deadline).compareTo(TOO_LATE) < 0;
    }

    private Instant half(Instant deadline) {
        return clock.instant().plus(left(deadline).dividedBy(2));
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }
}
