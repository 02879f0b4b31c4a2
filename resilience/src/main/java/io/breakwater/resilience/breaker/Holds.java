package io.breakwater.resilience.breaker;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Which annotated breakers are held open. Bounded: only names that the registry knows are ever held. */
@Singleton
class Holds {

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(Hold hold, LongAdder turnedAway) {}

    void check(String breaker) {
        var hold = held.get(breaker);
        if (hold != null) {
            hold.turnedAway().increment();
            throw new BreakerHeldOpenException(breaker);
        }
    }

    void hold(String breaker, Hold hold) {
        held.put(breaker, new Held(hold, new LongAdder()));
    }

    void release(String breaker) {
        held.remove(breaker);
    }

    Optional<Hold> find(String breaker) {
        return Optional.ofNullable(held.get(breaker)).map(Held::hold);
    }
}
