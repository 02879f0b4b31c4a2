package io.breakwater.aireply.flight;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.redis.RedisGateway;
import io.breakwater.resilience.redis.RedisReply;
import io.breakwater.resilience.redis.RedisScript;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets one replica at a time do a piece of work. Its claim lies in Redis and dies with it; where there is no Redis each
 * replica works by itself. Safe for use by many threads; blocks.
 */
@Singleton
public final class Leases {

    private static final String FAILED = "failed:";
    private static final Duration FIRST_LOOK = Duration.ofMillis(5);

    /**
     * Empty where it is ours (also when it was before: the command may come twice), else what is there. A failure is only
     * for those who waited for it: to the others the work is free.
     */
    private static final RedisScript TAKE = new RedisScript("""
            local there = redis.call('GET', KEYS[1])
            if not there or (ARGV[3] == 'new' and string.sub(there, 1, 7) == 'failed:') then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
              return ''
            end
            if there == ARGV[1] then return '' end
            return there""");

    private static final RedisScript RENEW = new RedisScript("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return 0""");

    private static final RedisScript RELEASE = new RedisScript("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              if ARGV[2] == '' then return redis.call('DEL', KEYS[1]) end
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
              return 1
            end
            return 0""");

    private final RedisGateway redis;
    private final FlightSettings settings;
    private final Set<Lease> held = ConcurrentHashMap.newKeySet();
    private @Nullable Thread keeper;

    Leases(RedisGateway redis, FlightSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        if (redis.configured()) {
            keeper = Thread.ofVirtual().name("lease-keeper").start(this::keep);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        var running = keeper;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Waits while another replica is at the work of this key: until it is done with it, has failed, or has died. */
    public Lease take(String key) throws InterruptedException {
        var token = UUID.randomUUID().toString();
        var pause = FIRST_LOOK;
        var waited = false;
        while (redis.configured()) {
            var take = TAKE.call(List.of(redisKey(key)), token, settings.lease().toMillis(), waited ? "waited" : "new");
            switch (redis.send(take)) {
                case RedisReply.Away _ -> {
                    return new Lease(this, key, token, false, Optional.empty());
                }
                case RedisReply.Answered(var value) -> {
                    var there = value.map(Response::toString).orElse("");
                    if (there.isEmpty()) {
                        var lease = new Lease(this, key, token, true, Optional.empty());
                        held.add(lease);
                        return lease;
                    }
                    if (there.startsWith(FAILED)) {
                        return new Lease(this, key, token, false, code(there));
                    }
                }
            }
            waited = true;
            Thread.sleep(pause);
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(settings.longestLook()) < 0 ? pause : settings.longestLook();
        }
        return new Lease(this, key, token, false, Optional.empty());
    }

    void release(Lease lease) {
        held.remove(lease);
        var failure = lease.ownFailure().map(code -> FAILED + code.slug()).orElse("");
        Thread.startVirtualThread(() -> redis.send(RELEASE.call(
                List.of(redisKey(lease.key())),
                lease.token(),
                failure,
                settings.failureTold().toMillis())));
    }

    private void keep() {
        try {
            while (true) {
                Thread.sleep(settings.lease().dividedBy(3));
                for (var lease : held) {
                    redis.send(RENEW.call(
                            List.of(redisKey(lease.key())),
                            lease.token(),
                            settings.lease().toMillis()));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ProblemCode> code(String marker) {
        var slug = marker.substring(FAILED.length()).toUpperCase(Locale.ROOT).replace('-', '_');
        try {
            return Optional.of(ProblemCode.valueOf(slug));
        } catch (IllegalArgumentException ofAnotherVersion) {
            return Optional.of(ProblemCode.UPSTREAM_ERROR);
        }
    }

    private static String redisKey(String key) {
        return "breakwater:ai-flight:" + key;
    }
}
