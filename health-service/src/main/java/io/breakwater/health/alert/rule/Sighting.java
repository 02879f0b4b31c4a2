package io.breakwater.health.alert.rule;

import io.breakwater.resilience.snapshot.Snapshot;
import java.time.Instant;

/** The latest snapshot of an instance that answers. */
record Sighting(Snapshot snapshot, Instant at) {

    String service() {
        return snapshot.service();
    }

    String instance() {
        return snapshot.instance();
    }
}
