package io.breakwater.resilience.snapshot;

import io.breakwater.resilience.breaker.Breaker;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.cache.Caches;
import io.breakwater.resilience.dependency.DependencyMonitor;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.breakwater.resilience.machine.MachineReader;
import io.breakwater.resilience.metrics.ErrorLog;
import io.breakwater.resilience.metrics.RequestStatistics;
import io.breakwater.resilience.queue.ManagedQueue;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** This instance's snapshot. Everything in it is read from memory. */
@Path("/resilience")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resilience")
@NonBlocking
public final class SnapshotResource {

    private final InstanceIdentity identity;
    private final DependencyMonitor dependencies;
    private final BreakerRegistry breakers;
    private final Bulkheads bulkheads;
    private final Instance<RateLimiter> rateLimiters;
    private final Caches caches;
    private final Instance<ManagedQueue> queues;
    private final RecoveryHistory recoveries;
    private final ErrorLog errors;
    private final RequestStatistics statistics;
    private final MachineReader machine;

    SnapshotResource(
            InstanceIdentity identity,
            DependencyMonitor dependencies,
            BreakerRegistry breakers,
            Bulkheads bulkheads,
            @Any Instance<RateLimiter> rateLimiters,
            Caches caches,
            @Any Instance<ManagedQueue> queues,
            RecoveryHistory recoveries,
            ErrorLog errors,
            RequestStatistics statistics,
            MachineReader machine) {
        this.identity = identity;
        this.dependencies = dependencies;
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.rateLimiters = rateLimiters;
        this.caches = caches;
        this.queues = queues;
        this.recoveries = recoveries;
        this.errors = errors;
        this.statistics = statistics;
        this.machine = machine;
    }

    @GET
    @Operation(
            summary =
                    "Breakers, bulkheads, caches, queues, dependencies, recovery, errors and machine of this instance")
    public Snapshot snapshot() {
        return new Snapshot(
                identity.service(),
                identity.instance(),
                identity.version(),
                identity.profile(),
                identity.uptime().toSeconds(),
                dependencies.degradation(),
                breakers.all().stream().map(Breaker::snapshot).toList(),
                bulkheads.snapshots(),
                rateLimiters.stream().map(RateLimiter::snapshot).toList(),
                caches.snapshots(),
                queues.stream().map(ManagedQueue::snapshot).toList(),
                dependencies.statuses(),
                recoveries.latest(),
                errors.latest(),
                statistics.requests(),
                statistics.histogram(),
                machine.latest());
    }
}
