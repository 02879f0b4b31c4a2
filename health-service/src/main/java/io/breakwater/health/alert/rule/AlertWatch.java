package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertBook;
import io.breakwater.health.alert.AlertSettings;
import io.breakwater.health.background.Repeated;
import io.breakwater.health.component.ComponentListener;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.snapshot.SnapshotResource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks each second whether anything is to be raised or cleared, and at once when a component's status changes. */
@Singleton
final class AlertWatch implements ComponentListener {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration UNTIL_READ = Duration.ofMillis(200);

    /** Of itself it could look each millisecond; three looks in a row are to mean something. */
    private static final Duration OWN_INTERVAL = Duration.ofSeconds(3);

    private final SuiteVotes votes;
    private final AlertKeeper keeper;
    private final AlertBook book;
    private final SuiteWatch suite;
    private final SnapshotResource own;
    private final AlertSettings settings;
    private final InstantSource clock;
    private @Nullable Sighting itself;
    private volatile @Nullable Repeated looks;

    AlertWatch(
            SuiteVotes votes,
            AlertKeeper keeper,
            AlertBook book,
            SuiteWatch suite,
            SnapshotResource own,
            AlertSettings settings,
            InstantSource clock) {
        this.votes = votes;
        this.keeper = keeper;
        this.book = book;
        this.suite = suite;
        this.own = own;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            looks = Repeated.start("alerts", this::look);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        var running = looks;
        if (running != null) {
            running.close(INTERVAL);
        }
    }

    @Override
    public void checked(ComponentReport report, boolean changed) {
        var running = looks;
        if (changed && running != null) {
            running.wake();
        }
    }

    private Duration look() {
        var page = book.page();
        if (page.isEmpty()) {
            return UNTIL_READ;
        }
        votes.look(sightings(), page.get());
        keeper.judge(page.get());
        return INTERVAL;
    }

    private List<Sighting> sightings() {
        var sightings = new ArrayList<Sighting>();
        for (var seen : suite.observations()) {
            var snapshot = seen.current();
            @Nullable Instant at = seen.seenAt();
            if (snapshot != null && at != null) {
                sightings.add(new Sighting(snapshot, at));
            }
        }
        var now = clock.instant();
        var last = itself;
        if (last == null || !last.at().plus(OWN_INTERVAL).isAfter(now)) {
            var snapshot = own.snapshot();
            last = new Sighting(snapshot, now);
            itself = last;
        }
        sightings.add(last);
        return sightings;
    }
}
