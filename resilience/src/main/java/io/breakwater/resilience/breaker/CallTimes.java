package io.breakwater.resilience.breaker;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long the calls under annotated breakers take. Bounded: one entry for each name that stands in a {@link Gate}. */
@Singleton
class CallTimes {

    private final Map<String, LatestCalls> latest = new ConcurrentHashMap<>();

    LatestCalls of(String breaker) {
        return latest.computeIfAbsent(breaker, _ -> new LatestCalls());
    }
}
