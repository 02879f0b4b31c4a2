package io.breakwater.resilience.breaker;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Which annotated breakers are held open. Bounded: only names that the registry knows are ever held. */
@Singleton
class Holds {

    private final Map<String, Hold> held = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> turnedAway = new ConcurrentHashMap<>();

    void check(String breaker) {
        if (held.containsKey(breaker)) {
            turnedAway.computeIfAbsent(breaker, _ -> new LongAdder()).increment();
            throw new BreakerHeldOpenException(breaker);
        }
    }

    void hold(String breaker, Hold hold) {
        held.put(breaker, hold);
    }

    void release(String breaker) {
        held.remove(breaker);
    }

    Optional<Hold> find(String breaker) {
        return Optional.ofNullable(held.get(breaker));
    }

    /** How many calls holds turned away since the start. */
    long turnedAway(String breaker) {
        var count = turnedAway.get(breaker);
        return count == null ? 0 : count.sum();
    }
}
