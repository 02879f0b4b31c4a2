package io.breakwater.resilience.breaker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One breaker per key, such as {@code image:cdn.example.com}: made when the key is first used, forgotten when too many
 * keys came after it. Make one as a CDI bean for each kind of key.
 */
public class KeyedBreakers {

    private final String prefix;
    private final BreakerSettings settings;
    private final Set<Class<? extends Throwable>> skipOn;
    private final InstantSource clock;
    private final Cache<String, KeyedBreaker> breakers;

    /** Those that were held when they left the cache; released ones are dropped at the next look. */
    private final Map<String, KeyedBreaker> held = new ConcurrentHashMap<>();

    /**
     * @param prefix what stands before the colon in the names
     * @param maxKeys how many keys are remembered, at least 1
     * @param skipOn failures that are no fault of what is called
     */
    public KeyedBreakers(
            String prefix,
            BreakerSettings settings,
            int maxKeys,
            Set<Class<? extends Throwable>> skipOn,
            InstantSource clock) {
        this.prefix = prefix;
        this.settings = settings;
        this.skipOn = Set.copyOf(skipOn);
        this.clock = clock;
        // What an operator holds open stays known however many keys come after it; people hold few.
        this.breakers = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .<String, KeyedBreaker>evictionListener((key, breaker, _) -> {
                    if (key != null && breaker != null && breaker.held()) {
                        held.put(key, breaker);
                    }
                })
                .build();
    }

    /** The breaker for this key; never null. */
    public KeyedBreaker forKey(String key) {
        return breakers.get(
                key, k -> held.getOrDefault(k, new KeyedBreaker(prefix + ":" + k, settings, skipOn, clock)));
    }

    /** The breaker for this key where it was used before. */
    public Optional<KeyedBreaker> peek(String key) {
        return Optional.ofNullable(breakers.getIfPresent(key)).or(() -> Optional.ofNullable(held.get(key)));
    }

    public Collection<? extends Breaker> all() {
        held.values().removeIf(breaker -> !breaker.held());
        var all = new LinkedHashMap<String, Breaker>(held);
        all.putAll(breakers.asMap());
        return List.copyOf(all.values());
    }
}
