package io.breakwater.resilience.dependency;

import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Knows of every {@link Dependency} whether it is there: from probes in the background, and at once from calls that
 * failed. Owns the probing threads. Safe for use by many threads.
 */
@Singleton
public final class DependencyMonitor {

    private final Map<String, DependencyWatch> watches;
    private final Instance<ServingCondition> conditions;
    private final List<Thread> threads = new ArrayList<>();

    DependencyMonitor(
            @Any Instance<Dependency> dependencies,
            @Any Instance<ServingCondition> conditions,
            DependencySettings settings,
            BreakerRegistry breakers,
            RecoveryHistory recoveries,
            InstantSource clock) {
        this.conditions = conditions;
        this.watches = dependencies.stream()
                .sorted(Comparator.comparing(Dependency::name))
                .map(dependency -> new DependencyWatch(dependency, settings, breakers, recoveries, clock))
                .collect(Collectors.toMap(
                        watch -> watch.dependency().name(), watch -> watch, (a, _) -> a, LinkedHashMap::new));
    }

    void start(@Observes StartupEvent event) {
        watches.values().stream()
                .filter(watch -> watch.dependency().configured())
                .forEach(watch -> threads.add(Thread.ofVirtual()
                        .name("probe-" + watch.dependency().name())
                        .start(watch)));
    }

    void stop(@Observes ShutdownEvent event) {
        threads.forEach(Thread::interrupt);
    }

    /** A call to this dependency failed in earnest. Unknown names are ignored. */
    public void failed(String name, Throwable failure) {
        var watch = watches.get(name);
        if (watch != null && watch.dependency().configured()) {
            watch.missed(failure);
        }
    }

    /** By name. */
    public List<DependencyStatus> statuses() {
        return watches.values().stream().map(DependencyWatch::status).toList();
    }

    /** What all that is known adds up to. */
    public Degradation degradation() {
        var level = DegradationLevel.NONE;
        var reasons = new LinkedHashMap<String, String>();
        for (var watch : watches.values()) {
            var trouble = watch.trouble();
            if (trouble.isPresent() && watch.dependency().whenAway() != DegradationLevel.NONE) {
                level = level.worse(watch.dependency().whenAway());
                reasons.put(watch.dependency().name(), trouble.get());
            }
        }
        for (var condition : conditions) {
            var blocker = condition.blocker();
            if (blocker.isPresent()) {
                level = DegradationLevel.UNAVAILABLE;
                reasons.put(condition.name(), blocker.get());
            }
        }
        return new Degradation(level, reasons);
    }
}
