package io.breakwater.health.suite;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.change.ChangeFeed;
import io.breakwater.resilience.breaker.Breaker;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of this instance's own breakers, as {@link SuiteWatch} does of the others'. Reads its own memory. */
@Singleton
final class OwnBreakers {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final BreakerRegistry breakers;
    private final InstanceIdentity identity;
    private final ChangeFeed feed;
    private final InstantSource clock;
    private @Nullable List<State> known;
    private List<BreakerSnapshot> before = List.of();
    private @Nullable Repeated looks;

    private record State(String name, BreakerState state, boolean held) {}

    OwnBreakers(BreakerRegistry breakers, InstanceIdentity identity, ChangeFeed feed, InstantSource clock) {
        this.breakers = breakers;
        this.identity = identity;
        this.feed = feed;
        this.clock = clock;
    }

    synchronized void start(@Observes StartupEvent event) {
        looks = Repeated.start("watch-own-breakers", this::look);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (looks != null) {
            looks.close();
        }
    }

    private Duration look() {
        var states = breakers.all().stream()
                .map(breaker -> new State(breaker.name(), breaker.state(), breaker.held()))
                .toList();
        // What there is to tell of them is put together only where there is something to tell.
        if (!states.equals(known)) {
            var now = breakers.all().stream().map(Breaker::snapshot).toList();
            if (known != null) {
                Differences.between(identity.service(), identity.instance(), before, now, clock.instant())
                        .forEach(feed::publish);
            }
            before = now;
            known = states;
        }
        return INTERVAL;
    }
}
