package io.breakwater.health.metrics;

import io.breakwater.health.metrics.SuiteMetrics.Source;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.metrics.Histogram;
import io.breakwater.resilience.metrics.Red;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.breakwater.resilience.snapshot.Snapshot;
import io.breakwater.resilience.snapshot.SnapshotResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The suite's numbers, from the snapshots that are known: adds up and never calls out. */
@Path("/api/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
@RunOnVirtualThread
public final class SuiteMetricsResource {

    private final SnapshotResource own;
    private final SuiteWatch suite;
    private final InstantSource clock;

    SuiteMetricsResource(SnapshotResource own, SuiteWatch suite, InstantSource clock) {
        this.own = own;
        this.suite = suite;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Rate, errors and duration over the whole suite",
            description =
                    "Counts of all instances that were ever reached, each since its own start; those of an instance"
                            + " that is away are its last. Percentiles come from added-up histograms. The queue is"
                            + " ai-reply-service's.")
    public SuiteMetrics metrics() {
        var now = clock.instant();
        var snapshots = new ArrayList<>(List.of(own.snapshot()));
        var sources = new ArrayList<>(List.of(
                new Source(snapshots.getFirst().service(), snapshots.getFirst().instance(), now)));
        var seen = suite.observations();
        for (var observation : seen) {
            if (observation.snapshot() != null && observation.seenAt() != null) {
                snapshots.add(observation.snapshot());
                sources.add(new Source(
                        observation.service().serviceName(),
                        observation.snapshot().instance(),
                        observation.seenAt()));
            }
        }
        return new SuiteMetrics(
                snapshots.stream().map(Snapshot::requests).reduce(Red.Requests.of(0, 0, 0), Red.Requests::plus),
                Red.Duration.of(snapshots.stream().map(Snapshot::durations).reduce(Histogram.EMPTY, Histogram::plus)),
                Red.CacheUse.of(
                        snapshots.stream().flatMap(s -> s.caches().stream()).toList()),
                QueueSnapshot.ofAllRequests(
                        snapshots.stream().flatMap(s -> s.queues().stream()).toList()),
                now,
                sources);
    }
}
