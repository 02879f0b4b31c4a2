package io.breakwater.resilience.metrics;

import io.breakwater.resilience.cache.Caches;
import io.breakwater.resilience.queue.ManagedQueue;
import io.breakwater.resilience.queue.QueueSnapshot;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The meters as JSON. Prometheus finds the same ones at {@code /metrics/prometheus}. */
@Path("/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
@NonBlocking
public final class MetricsResource {

    private final RequestStatistics statistics;
    private final ErrorLog errors;
    private final Caches caches;
    private final Instance<ManagedQueue> queues;

    MetricsResource(RequestStatistics statistics, ErrorLog errors, Caches caches, @Any Instance<ManagedQueue> queues) {
        this.statistics = statistics;
        this.errors = errors;
        this.caches = caches;
        this.queues = queues;
    }

    @GET
    @Operation(summary = "Rate, errors and duration of this instance's API requests since its start")
    public Red red() {
        return new Red(
                statistics.requests(),
                Red.Duration.of(statistics.histogram()),
                Red.CacheUse.of(caches.snapshots()),
                QueueSnapshot.ofAllRequests(
                        queues.stream().map(ManagedQueue::snapshot).toList()));
    }

    @GET
    @Path("/endpoints")
    @Operation(summary = "The same for each endpoint")
    public List<EndpointMetrics> endpoints() {
        return statistics.endpoints();
    }

    @GET
    @Path("/slow")
    @Operation(summary = "The slowest endpoints first, by their 95th percentile")
    public List<EndpointMetrics> slow() {
        return statistics.endpoints();
    }

    @GET
    @Path("/errors")
    @Operation(summary = "Problems answered, by code and endpoint, the most frequent first")
    public List<ErrorCount> errors() {
        return errors.counts();
    }
}
