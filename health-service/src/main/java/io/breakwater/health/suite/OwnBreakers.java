package io.breakwater.health.suite;

import io.breakwater.health.background.Repeated;
import io.breakwater.health.change.ChangeFeed;
import io.breakwater.resilience.snapshot.Snapshot;
import io.breakwater.resilience.snapshot.SnapshotResource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells of this instance's own breakers, as {@link SuiteWatch} does of the others'. Reads its own memory. */
@Singleton
final class OwnBreakers {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final SnapshotResource own;
    private final ChangeFeed feed;
    private final InstantSource clock;
    private @Nullable Snapshot before;
    private @Nullable Repeated looks;

    OwnBreakers(SnapshotResource own, ChangeFeed feed, InstantSource clock) {
        this.own = own;
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
        var now = own.snapshot();
        if (before != null) {
            Differences.between(before, now, clock.instant()).forEach(feed::publish);
        }
        before = now;
        return INTERVAL;
    }
}
