package io.breakwater.imageproxy.cache;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.imageproxy.outcome.Reason;
import io.breakwater.resilience.cache.CacheSettings;
import io.breakwater.resilience.cache.TwoLevelCache;
import io.breakwater.resilience.redis.RedisGateway;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What could not be had a moment ago, so that nobody asks again at once: no replica either, where Redis is there to tell
 * them, but for what this machine alone could not do. For how long is each {@link Reason}'s own.
 */
@Singleton
public class Refusals {

    private static final String NAME = "image-refusals";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final TwoLevelCache<Refusal> cache;
    private final Cache<String, Refusal> own;
    private final InstantSource clock;

    /**
     * @param reason its slug
     * @param until when the next try may be made
     */
    @RegisterForReflection
    public record Refusal(String reason, Instant until) {}

    Refusals(TwoLevelCache<Refusal> cache, ImageCacheSettings settings, InstantSource clock) {
        this.cache = cache;
        this.own = Caffeine.newBuilder().maximumSize(settings.maxRefusals()).build();
        this.clock = clock;
    }

    @Produces
    @Singleton
    static TwoLevelCache<Refusal> cache(
            ImageCacheSettings settings, RedisGateway redis, ObjectMapper json, InstantSource clock) {
        return new TwoLevelCache<>(
                new CacheSettings(NAME, settings.maxRefusals(), LONGEST, Duration.ZERO),
                Refusal.class,
                redis,
                json,
                clock);
    }

    /** Why this can't be had, where that is known. Blocks while Redis is asked. */
    public Optional<Reason> find(String key) {
        return Optional.ofNullable(own.getIfPresent(key))
                .filter(this::holds)
                .or(() -> cache.find(key).map(hit -> hit.value()).filter(this::holds))
                .flatMap(refusal -> Reason.ofSlug(refusal.reason()));
    }

    /** Remembers it for as long as the reason says. */
    public void remember(String key, Reason reason) {
        if (!reason.remembered().isPositive()) {
            return;
        }
        var refusal = new Refusal(reason.slug(), clock.instant().plus(reason.remembered()));
        if (reason.ownAlone()) {
            own.put(key, refusal);
        } else {
            cache.put(key, refusal);
        }
    }

    private boolean holds(Refusal refusal) {
        return refusal.until().isAfter(clock.instant());
    }
}
