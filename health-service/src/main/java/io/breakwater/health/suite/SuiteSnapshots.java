package io.breakwater.health.suite;

import io.breakwater.resilience.snapshot.Snapshot;
import io.breakwater.resilience.snapshot.SnapshotResource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The latest snapshot of every instance that ever gave one, this one included. */
@Singleton
public final class SuiteSnapshots {

    private final SnapshotResource own;
    private final SuiteWatch watch;

    SuiteSnapshots(SnapshotResource own, SuiteWatch watch) {
        this.own = own;
        this.watch = watch;
    }

    /** Those of instances that are away now are as old as their last sign of life. This one's own comes first. */
    public List<Snapshot> latest() {
        return Stream.concat(
                        Stream.of(own.snapshot()),
                        watch.observations().stream().map(Observation::snapshot).filter(Objects::nonNull))
                .toList();
    }
}
