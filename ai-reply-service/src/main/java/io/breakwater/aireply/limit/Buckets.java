package io.breakwater.aireply.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.redis.RedisGateway;
import io.breakwater.resilience.redis.RedisReply;
import io.breakwater.resilience.redis.RedisScript;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Token buckets by name, kept as the one moment at which each is full again (GCRA): in Redis, by Redis' own clock and in
 * one script, where there is one; in memory where there is none or it is away. Safe for use by many threads; blocks as
 * long as Redis may take.
 */
@Singleton
class Buckets {

    /** Answers how far the bucket is from full with the token taken, in µs; it is taken where that is no more than ARGV[2]. */
    private static final RedisScript TAKE = new RedisScript("""
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local full = tonumber(redis.call('GET', KEYS[1]) or now)
            if full < now then full = now end
            local ahead = full - now + tonumber(ARGV[1])
            if ahead <= tonumber(ARGV[2]) then
              redis.call('SET', KEYS[1], string.format('%.0f', now + ahead), 'PX', math.ceil(ahead / 1000) + 1)
            end
            return string.format('%.0f', ahead)""");

    private final RedisGateway redis;
    private final InstantSource clock;
    private final Cache<String, AtomicReference<Long>> memory;

    Buckets(RedisGateway redis, LimitSettings settings, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.memory =
                Caffeine.newBuilder().maximumSize(settings.usersInMemory()).build();
    }

    /** @param name tells nothing about anybody */
    Take take(String name, Rate rate) {
        return fromRedis(name, rate).orElseGet(() -> fromMemory(name, rate));
    }

    private Optional<Take> fromRedis(String name, Rate rate) {
        if (!redis.configured()) {
            return Optional.empty();
        }
        var call = TAKE.call(List.of("breakwater:ai-limit:" + name), rate.intervalMicros(), rate.fullMicros());
        return switch (redis.send(call)) {
            case RedisReply.Answered(var ahead) -> ahead.map(value -> Take.of(rate, value.toLong()));
            case RedisReply.Away _ -> Optional.empty();
        };
    }

    private Take fromMemory(String name, Rate rate) {
        var bucket = memory.get(name, _ -> new AtomicReference<>(0L));
        var now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        while (true) {
            var full = bucket.get();
            var ahead = Math.max(full, now) - now + rate.intervalMicros();
            if (ahead > rate.fullMicros() || bucket.compareAndSet(full, now + ahead)) {
                return Take.of(rate, ahead);
            }
        }
    }
}
