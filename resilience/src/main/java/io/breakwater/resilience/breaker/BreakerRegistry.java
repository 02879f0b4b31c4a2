package io.breakwater.resilience.breaker;

import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every circuit breaker of this instance: the annotated ones, known from the start, and those with a key, such as one
 * per remote host, that come and go with a {@link KeyedBreakers}.
 */
@Singleton
@Startup
public final class BreakerRegistry {

    private final Map<String, Breaker> annotated = new ConcurrentHashMap<>();
    private final Instance<KeyedBreakers> keyed;

    BreakerRegistry(
            @Any Instance<BreakerDefinition> definitions,
            @Any Instance<KeyedBreakers> keyed,
            EffectiveSettings settings,
            CircuitBreakerMaintenance maintenance,
            Holds holds,
            CallTimes times,
            MeterRegistry meters,
            InstantSource clock) {
        this.keyed = keyed;
        for (var definition : definitions) {
            var breaker =
                    new AnnotatedBreaker(definition, settings.of(definition), maintenance, holds, times, meters, clock);
            if (annotated.putIfAbsent(definition.name(), breaker) != null) {
                throw new IllegalStateException("two breakers are called " + definition.name());
            }
            // Only the annotated ones: their names are few and fixed, a label per remote host would not be.
            Gauge.builder("breakwater.breaker.state", breaker, b -> b.state().ordinal())
                    .description("0 closed, 1 half-open, 2 open")
                    .tag("breaker", definition.name())
                    .register(meters);
        }
    }

    /** All breakers, by name. */
    public List<Breaker> all() {
        return Stream.concat(annotated.values().stream(), keyed.stream().flatMap(breakers -> breakers.all().stream()))
                .sorted(Comparator.comparing(Breaker::name))
                .toList();
    }

    public Optional<Breaker> find(String name) {
        var known = annotated.get(name);
        return known != null
                ? Optional.of(known)
                : all().stream().filter(breaker -> breaker.name().equals(name)).findFirst();
    }

    /** @throws ProblemException {@code not-found} where no breaker has this name */
    public Breaker get(String name) {
        return find(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.NOT_FOUND, "This instance has no circuit breaker of that name"));
    }

    /** All breakers to {@link BreakerState#CLOSED}; answers how many were not. */
    public int resetAll() {
        var changed = 0;
        for (var breaker : all()) {
            if (breaker.state() != BreakerState.CLOSED) {
                changed++;
            }
            breaker.reset();
        }
        return changed;
    }
}
