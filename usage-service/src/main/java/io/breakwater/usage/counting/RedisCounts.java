package io.breakwater.usage.counting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.resilience.fallback.FallbackSettings;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.redis.RedisGateway;
import io.breakwater.resilience.redis.RedisReply;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.erasure.Erasable;
import io.breakwater.usage.limit.LimitsChanged;
import io.breakwater.usage.period.Period;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the database said, kept in Redis to spare it the next read. Each account has a version that every commit raises
 * before it is acknowledged; an answer counts only while the version is the one that was there before it was read. So an
 * answer that was read before a commit and stored after it is never used.
 */
@Singleton
class RedisCounts implements Erasable {

    private static final Logger LOG = Logger.getLogger(RedisCounts.class);

    /**
     * How old an answer may be that is taken for the truth. Bounds how long another replica could miss a write whose
     * raise of the version Redis never got, because it was away at that moment; this replica remembers that itself.
     */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Outlives every answer, so that no answer can meet a version that began anew. */
    private static final Duration VERSION_LIFE = Duration.ofDays(8);

    private static final String RAISE = """
            for _, key in ipairs(KEYS) do
              redis.call('INCR', key)
              redis.call('EXPIRE', key, ARGV[1])
            end
            return #KEYS
            """;

    private final RedisGateway redis;
    private final ObjectMapper json;
    private final FallbackSettings fallback;
    private final InstantSource clock;

    /**
     * After a raise that Redis may not have got, nothing it says is taken for the truth by this replica; nor after a start:
     * the process before this one may have ended between a commit and its raise.
     */
    private volatile Instant distrustedUntil;

    /** An answer of the database, the version it was read under, and when. */
    @RegisterForReflection
    record Stored(String version, Map<String, Long> used, Map<String, Long> limits, Instant at) {}

    /** What a look-up found: the version to store the next answer under, and the answer that is there. */
    record Found(String version, Optional<Stored> answer) {

        static final Found NOTHING = new Found("", Optional.empty());
    }

    RedisCounts(RedisGateway redis, ObjectMapper json, FallbackSettings fallback, InstantSource clock) {
        this.redis = redis;
        this.json = json;
        this.fallback = fallback;
        this.clock = clock;
        this.distrustedUntil = clock.instant().plus(FRESH);
    }

    Found find(Account account, Period period) {
        if (!redis.configured()) {
            return Found.NOTHING;
        }
        var key = key(account);
        return redis.send(Request.cmd(Command.MGET).arg(key + ":version").arg(key + ":" + period))
                .orEmpty()
                .map(reply -> {
                    var version = reply.get(0) == null ? "0" : reply.get(0).toString();
                    return new Found(
                            version,
                            Optional.ofNullable(reply.get(1))
                                    .flatMap(value -> read(value.toString()))
                                    .filter(stored -> stored.version().equals(version)));
                })
                .orElse(Found.NOTHING);
    }

    boolean fresh(Stored stored) {
        var now = clock.instant();
        return stored.at().plus(FRESH).isAfter(now) && !distrustedUntil.isAfter(now);
    }

    /** Keeps an answer that was read after this version was found. */
    void keep(Account account, Period period, String version, Map<String, Long> used, Map<String, Long> limits) {
        if (!redis.configured() || version.isEmpty()) {
            return;
        }
        write(new Stored(version, used, limits, clock.instant()))
                .ifPresent(value -> redis.send(Request.cmd(Command.SET)
                        .arg(key(account) + ":" + period)
                        .arg(value)
                        .arg("PX")
                        .arg(fallback.cacheTimeout().plus(FRESH).toMillis())));
    }

    /** Makes what is kept of a person useless; it goes by itself within minutes, and carries no name. */
    @Override
    public long erase(UserId user) {
        changed(Arrays.stream(Platform.values())
                .map(platform -> new Account(platform, user))
                .toList());
        return 0;
    }

    void changed(@Observes LimitsChanged event) {
        changed(List.of(event.account()));
    }

    /** Something of these accounts was committed: what was read before is no longer the truth. */
    void changed(Collection<Account> accounts) {
        if (!redis.configured() || accounts.isEmpty()) {
            return;
        }
        var raise = Request.cmd(Command.EVAL).arg(RAISE).arg(accounts.size());
        accounts.forEach(account -> raise.arg(key(account) + ":version"));
        if (!raised(raise.arg(VERSION_LIFE.toSeconds()))) {
            distrustedUntil = clock.instant().plus(FRESH);
        }
    }

    private boolean raised(Request raise) {
        try {
            return redis.send(raise) instanceof RedisReply.Answered;
        } catch (ProblemException fallbacksAreOff) {
            // What is committed is committed: a cache that is away must not make it look failed.
            return false;
        }
    }

    /** Hashed: a list of Redis' keys tells nothing about people. The number is that of the values' form. */
    private static String key(Account account) {
        return "breakwater:usage:2:"
                + Hashes.uuid(account.platform().slug(), account.user().value());
    }

    private Optional<String> write(Stored stored) {
        try {
            return Optional.of(json.writeValueAsString(stored));
        } catch (JsonProcessingException unwritable) {
            LOG.errorf("event=cache-write-failed cache=usage cause=%s", unwritable.getClass());
            return Optional.empty();
        }
    }

    private Optional<Stored> read(String value) {
        try {
            return Optional.of(json.readValue(value, Stored.class));
        } catch (JsonProcessingException unreadable) {
            LOG.warnf("event=cache-read-failed cache=usage cause=%s", unreadable.getClass());
            return Optional.empty();
        }
    }
}
