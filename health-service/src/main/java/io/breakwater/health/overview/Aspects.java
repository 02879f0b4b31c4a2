package io.breakwater.health.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.Components;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.DependencyMonitor;
import io.breakwater.resilience.dependency.DependencyStatus;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.breakwater.resilience.metrics.Red;
import io.breakwater.resilience.snapshot.Snapshot;
import io.breakwater.resilience.snapshot.SnapshotResource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of the picture, each for a path of its own. Reads memory alone. */
@Singleton
final class Aspects {

    private final Overview overview;
    private final SuiteWatch suite;
    private final SnapshotResource own;
    private final DependencyMonitor dependencies;
    private final InstanceIdentity identity;
    private final InstantSource clock;

    Aspects(
            Overview overview,
            SuiteWatch suite,
            SnapshotResource own,
            DependencyMonitor dependencies,
            InstanceIdentity identity,
            InstantSource clock) {
        this.overview = overview;
        this.suite = suite;
        this.own = own;
        this.dependencies = dependencies;
        this.identity = identity;
        this.clock = clock;
    }

    /** @param status ready or not-ready */
    @RegisterForReflection
    record Readiness(String status, Instant timestamp, Degradation degradation) {
        boolean ready() {
            return degradation.level() != DegradationLevel.UNAVAILABLE;
        }
    }

    /** @param status alive */
    @RegisterForReflection
    record Liveness(String status, Instant timestamp, long uptime) {}

    /**
     * One component from all sides.
     *
     * @param instances how each instance that answers sees it
     * @param caches hits and misses over all caches of the suite; only where the component is one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ComponentAspect(
            Instant timestamp, ComponentView component, List<SeenFrom> instances, Red.@Nullable CacheUse caches) {}

    /** @param breaker its breaker in that instance; absent where there is none */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeenFrom(
            String service,
            String instance,
            DependencyStatus dependency,
            @Nullable BreakerView breaker) {}

    @RegisterForReflection
    record External(Instant timestamp, List<ComponentView> components) {}

    /** @param breakers those not closed first */
    @RegisterForReflection
    record BreakerList(Instant timestamp, int open, int halfOpen, int closed, List<OfInstance> breakers) {}

    /** @param instance as it calls itself */
    @RegisterForReflection
    record OfInstance(String service, String instance, BreakerView breaker) {}

    Readiness readiness() {
        var degradation = dependencies.degradation();
        return new Readiness(
                degradation.level() == DegradationLevel.UNAVAILABLE ? "not-ready" : "ready",
                clock.instant(),
                degradation);
    }

    Liveness liveness() {
        return new Liveness("alive", clock.instant(), identity.uptime().toSeconds());
    }

    ComponentAspect of(Component component) {
        var now = clock.instant();
        var snapshots = snapshots();
        return new ComponentAspect(
                now,
                overview.component(component),
                snapshots.stream()
                        .flatMap(snapshot -> snapshot.dependencies().stream()
                                .filter(dependency -> dependency.name().equals(component.name()))
                                .map(dependency -> seenFrom(snapshot, dependency, now)))
                        .toList(),
                component.equals(Components.REDIS)
                        ? Red.CacheUse.of(snapshots.stream()
                                .flatMap(s -> s.caches().stream())
                                .toList())
                        : null);
    }

    External external() {
        var others = Stream.of(Components.MODEL, Components.IMAGES, Components.OBJECT_STORAGE)
                .map(Component::name)
                .toList();
        var all = overview.components();
        return new External(
                all.timestamp(),
                all.components().stream()
                        .filter(component -> others.contains(component.name()) || !Components.isOwn(component.name()))
                        .toList());
    }

    BreakerList breakers() {
        var now = clock.instant();
        var all = snapshots().stream()
                .flatMap(snapshot -> snapshot.breakers().stream()
                        .map(breaker -> new OfInstance(
                                snapshot.service(), snapshot.instance(), BreakerView.of(breaker, true, now))))
                .sorted(Comparator.comparing(
                        each -> BreakerState.valueOf(each.breaker().state()), Comparator.reverseOrder()))
                .toList();
        return new BreakerList(
                now, in(all, BreakerState.OPEN), in(all, BreakerState.HALF_OPEN), in(all, BreakerState.CLOSED), all);
    }

    private static int in(List<OfInstance> breakers, BreakerState state) {
        return (int) breakers.stream()
                .filter(each -> each.breaker().state().equals(state.name()))
                .count();
    }

    private static SeenFrom seenFrom(Snapshot snapshot, DependencyStatus dependency, Instant now) {
        @Nullable
        BreakerSnapshot breaker = snapshot.breakers().stream()
                .filter(each -> each.name().equals(dependency.name()))
                .findFirst()
                .orElse(null);
        return new SeenFrom(
                snapshot.service(),
                snapshot.instance(),
                dependency,
                breaker == null ? null : BreakerView.of(breaker, true, now));
    }

    /** Of all instances that answer, this one's last. */
    private List<Snapshot> snapshots() {
        var all = new ArrayList<Snapshot>();
        suite.observations().stream()
                .map(seen -> seen.current())
                .filter(Objects::nonNull)
                .forEach(all::add);
        all.add(own.snapshot());
        return all;
    }
}
