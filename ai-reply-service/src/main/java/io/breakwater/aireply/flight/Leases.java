package io.breakwater.aireply.flight;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.redis.RedisReply;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one replica at a time do a piece of work. Its claim lies in Redis and dies with it; where there is no Redis each
 * replica works by itself. A claim of which Redis has not said whether it stands is treated as one that does: it is
 * renewed, and given free at the end, so that nobody waits for a replica that does not know of it. Safe for use by many
 * threads; blocks.
 */
@Singleton
public final class Leases {

    private static final Duration FIRST_LOOK = Duration.ofMillis(5);

    private final LeaseGateway redis;
    private final FlightSettings settings;
    private final Set<Lease> held = ConcurrentHashMap.newKeySet();

    Leases(LeaseGateway redis, FlightSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    /** Asks once, in one round trip. Empty where another replica is at it. */
    public Optional<Claim> ask(Sought sought) throws InterruptedException {
        return ask(sought, token(), false);
    }

    /** Waits while another replica is at it: until it is done, has failed, or has died. */
    public Claim await(Sought sought) throws InterruptedException {
        var token = token();
        for (var pause = FIRST_LOOK; ; pause = longer(pause)) {
            Thread.sleep(pause);
            var claim = ask(sought, token, true);
            if (claim.isPresent()) {
                return claim.get();
            }
        }
    }

    void release(Lease lease) {
        held.remove(lease);
        if (redis.configured()) {
            Thread.startVirtualThread(() -> land(lease));
        }
    }

    private void land(Lease lease) {
        try {
            redis.send(LeaseScripts.land(lease, settings.failureTold()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ProblemException fallbacksOff) {
            // The work is done and its answer given: the claim dies by itself.
        }
    }

    /** Those that are to be renewed. */
    Set<Lease> held() {
        return held;
    }

    private Optional<Claim> ask(Sought sought, String token, boolean waited) throws InterruptedException {
        if (!redis.configured()) {
            return Optional.of(ours(sought, token, Optional.empty()));
        }
        return switch (redis.send(LeaseScripts.ask(sought, token, settings.lease(), waited))) {
            case RedisReply.Away _ -> Optional.of(ours(sought, token, Optional.empty()));
            case RedisReply.Answered(var answer) -> claim(sought, token, answer.orElseThrow());
        };
    }

    private Optional<Claim> claim(Sought sought, String token, Response answer) {
        var value = Optional.ofNullable(answer.get(1)).map(Response::toBytes);
        var state = answer.get(0).toString();
        return switch (state) {
            case LeaseScripts.OURS -> Optional.of(ours(sought, token, value));
            case LeaseScripts.THEIRS -> Optional.empty();
            case LeaseScripts.MADE -> Optional.of(new Claim.Made(value.orElseThrow()));
            default -> Optional.of(new Claim.Failed(code(state.substring(LeaseScripts.FAILED.length()))));
        };
    }

    private Claim ours(Sought sought, String token, Optional<byte[]> stale) {
        var lease = new Lease(this, sought, token);
        if (redis.configured()) {
            held.add(lease);
        }
        return new Claim.Ours(lease, stale);
    }

    private Duration longer(Duration pause) {
        var longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(settings.longestLook()) < 0 ? longer : settings.longestLook();
    }

    private static ProblemCode code(String slug) {
        try {
            return ProblemCode.valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException ofAnotherVersion) {
            return ProblemCode.UPSTREAM_ERROR;
        }
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }
}
