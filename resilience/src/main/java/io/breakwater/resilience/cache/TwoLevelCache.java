package io.breakwater.resilience.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.breakwater.resilience.redis.RedisGateway;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * A cache in memory with Redis behind it where there is one, shared by the replicas of a service. It never fails: where
 * Redis is away, memory alone answers. Keys must not tell anything about a person (hash them); values are stored as
 * JSON. Blocks while Redis is asked, at most as long as {@link RedisGateway} says.
 */
public class TwoLevelCache<V> implements ManagedCache {

    private static final Logger LOG = Logger.getLogger(TwoLevelCache.class);
    private static final int SCAN_BATCH = 500;
    private static final int MOST_SCANS = 200;

    private final CacheSettings settings;
    private final RedisGateway redis;
    private final Sealing sealing;
    private final ObjectMapper json;
    private final JavaType entryType;
    private final InstantSource clock;
    private final Cache<String, Entry<V>> memory;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder coalesced = new LongAdder();

    /** A value and when it was stored. */
    @RegisterForReflection
    public record Entry<V>(V value, Instant storedAt) {}

    /** A cache of what may lie in Redis as it is. */
    public TwoLevelCache(
            CacheSettings settings, Class<V> type, RedisGateway redis, ObjectMapper json, InstantSource clock) {
        this(settings, type, redis, Sealing.NONE, json, clock);
    }

    /** @param sealing what is done to values in Redis */
    public TwoLevelCache(
            CacheSettings settings,
            Class<V> type,
            RedisGateway redis,
            Sealing sealing,
            ObjectMapper json,
            InstantSource clock) {
        this.settings = settings;
        this.redis = redis;
        this.sealing = sealing;
        this.json = json;
        this.entryType = json.getTypeFactory().constructParametricType(Entry.class, type);
        this.clock = clock;
        this.memory = Caffeine.newBuilder()
                .maximumSize(settings.maxEntries())
                .expireAfterWrite(settings.keptFor())
                .build();
    }

    /** The value for this key, fresh or stale; empty where neither level has one. */
    public Optional<CacheHit<V>> find(String key) {
        var inMemory = memory.getIfPresent(key);
        var hit = inMemory != null && hit(inMemory, CacheHit.Level.MEMORY).fresh()
                ? Optional.of(hit(inMemory, CacheHit.Level.MEMORY))
                : fromRedis(key)
                        .or(() -> Optional.ofNullable(inMemory).map(entry -> hit(entry, CacheHit.Level.MEMORY)));
        hit = hit.filter(found -> found.age().compareTo(settings.keptFor()) < 0);
        counted(hit);
        return hit;
    }

    /** The fresh value that memory has, counted as a hit. Where there is none Redis is not asked, and nothing counted. */
    public Optional<CacheHit<V>> findInMemory(String key) {
        var hit = peek(key).filter(CacheHit::fresh);
        hit.ifPresent(_ -> hits.increment());
        return hit;
    }

    /** Counts a look-up that somebody made in their own way, by what it found. */
    public void counted(Optional<CacheHit<V>> found) {
        if (found.isEmpty()) {
            misses.increment();
        } else if (found.get().fresh()) {
            hits.increment();
        } else {
            stale.increment();
        }
    }

    /** What memory has for this key, without asking Redis and without counting: for a second look after a wait. */
    public Optional<CacheHit<V>> peek(String key) {
        return Optional.ofNullable(memory.getIfPresent(key)).map(entry -> hit(entry, CacheHit.Level.MEMORY));
    }

    /**
     * Takes in what somebody read from Redis under {@link #redisKey}, without counting it. Empty where it cannot be read, or
     * is older than anything that is kept.
     */
    public Optional<CacheHit<V>> received(String key, byte[] fromRedis) {
        return read(key, fromRedis)
                .map(entry -> {
                    memory.put(key, entry);
                    return hit(entry, CacheHit.Level.REDIS);
                })
                .filter(found -> found.age().compareTo(settings.keptFor()) < 0);
    }

    /** A look-up that missed was spared its own work, because somebody was at it already. */
    public void coalesced() {
        coalesced.increment();
    }

    /** Stores a value at both levels. */
    public void put(String key, V value) {
        keep(key, value)
                .ifPresent(bytes -> redis.send(Request.cmd(Command.SET)
                        .arg(redisKey(key))
                        .arg(bytes)
                        .arg("PX")
                        .arg(settings.keptFor().toMillis())));
    }

    /**
     * Stores a value in memory alone. Answers what the caller is to put into Redis, under {@link #redisKey} and for {@link
     * #settings}' {@code keptFor}; empty where nothing belongs there.
     */
    public Optional<byte[]> keep(String key, V value) {
        var entry = new Entry<>(value, clock.instant());
        memory.put(key, entry);
        return redis.configured() ? write(key, entry) : Optional.empty();
    }

    /** How long values are good and kept. */
    public CacheSettings settings() {
        return settings;
    }

    /** Where Redis has the value of this key. */
    public String redisKey(String key) {
        return "breakwater:" + settings.name() + ":" + key;
    }

    /** Forgets one key at both levels. */
    public void remove(String key) {
        memory.invalidate(key);
        if (redis.configured()) {
            redis.send(Request.cmd(Command.UNLINK).arg(redisKey(key)));
        }
    }

    @Override
    public CacheSnapshot snapshot() {
        memory.cleanUp();
        long found = hits.sum();
        long asked = found + misses.sum() + stale.sum();
        return new CacheSnapshot(
                settings.name(),
                memory.estimatedSize(),
                settings.maxEntries(),
                found,
                misses.sum(),
                stale.sum(),
                coalesced.sum(),
                asked == 0 ? 0 : 100.0 * found / asked);
    }

    @Override
    public long clear() {
        memory.cleanUp();
        var held = memory.estimatedSize();
        memory.invalidateAll();
        if (redis.configured()) {
            clearRedis();
        }
        return held;
    }

    private Optional<CacheHit<V>> fromRedis(String key) {
        if (!redis.configured()) {
            return Optional.empty();
        }
        return redis.send(Request.cmd(Command.GET).arg(redisKey(key)))
                .orEmpty()
                .flatMap(response -> received(key, response.toBytes()));
    }

    /** Walks the keys in batches, because KEYS would stop Redis for everyone. */
    private void clearRedis() {
        var cursor = "0";
        for (int scans = 0; scans < MOST_SCANS; scans++) {
            var scan = redis.send(Request.cmd(Command.SCAN)
                            .arg(cursor)
                            .arg("MATCH")
                            .arg(redisKey("*"))
                            .arg("COUNT")
                            .arg(SCAN_BATCH))
                    .orEmpty();
            if (scan.isEmpty()) {
                return;
            }
            var keys = scan.get().get(1);
            if (keys.size() > 0) {
                var unlink = Request.cmd(Command.UNLINK);
                for (var key : keys) {
                    unlink.arg(key.toString());
                }
                redis.send(unlink);
            }
            cursor = scan.get().get(0).toString();
            if (cursor.equals("0")) {
                return;
            }
        }
    }

    private CacheHit<V> hit(Entry<V> entry, CacheHit.Level level) {
        var age = Duration.between(entry.storedAt(), clock.instant());
        // Another replica's clock may be ahead of ours.
        var positive = age.isNegative() ? Duration.ZERO : age;
        return new CacheHit<>(entry.value(), positive, positive.compareTo(settings.freshFor()) < 0, level);
    }

    private Optional<byte[]> write(String key, Entry<V> entry) {
        try {
            return sealing.seal(redisKey(key), json.writeValueAsBytes(entry));
        } catch (JsonProcessingException unwritable) {
            LOG.errorf("event=cache-write-failed cache=%s cause=%s", settings.name(), unwritable.getClass());
            return Optional.empty();
        }
    }

    private Optional<Entry<V>> read(String key, byte[] bytes) {
        var opened = sealing.open(redisKey(key), bytes);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(opened.get(), entryType));
        } catch (java.io.IOException unreadable) {
            // Written by another version, or by somebody else: as good as not there.
            LOG.warnf("event=cache-read-failed cache=%s cause=%s", settings.name(), unreadable.getClass());
            return Optional.empty();
        }
    }
}
