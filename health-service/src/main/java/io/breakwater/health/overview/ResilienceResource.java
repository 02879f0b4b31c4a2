package io.breakwater.health.overview;

import io.breakwater.health.cascade.CascadeRisk;
import io.breakwater.health.metrics.SuiteMetrics;
import io.breakwater.health.metrics.SuiteMetricsResource;
import io.breakwater.health.overview.Aspects.BreakerList;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What keeps the suite going, and what may bring it down. The same model as everywhere. */
@Path("/api/v1/resilience")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resilience of the suite")
@RunOnVirtualThread
public final class ResilienceResource {

    private final Overview overview;
    private final Aspects aspects;
    private final SuiteMetricsResource metrics;

    ResilienceResource(Overview overview, Aspects aspects, SuiteMetricsResource metrics) {
        this.overview = overview;
        this.aspects = aspects;
        this.metrics = metrics;
    }

    @GET
    @Path("/health")
    @Operation(summary = "How the suite is, in short", description = "What /api/health answers.")
    public Health health() {
        return overview.basic();
    }

    @GET
    @Path("/status")
    @Operation(
            summary = "The whole picture",
            description =
                    "What the stream sends at its start and whenever something changed, and /api/health/detailed.")
    public DetailedHealth status() {
        return overview.detailed();
    }

    @GET
    @Path("/metrics")
    @Operation(summary = "Rate, errors and duration over the whole suite", description = "What /api/metrics answers.")
    public SuiteMetrics metrics() {
        return metrics.metrics();
    }

    @GET
    @Path("/circuit-breakers")
    @Operation(summary = "Every breaker of every instance")
    public BreakerList breakers() {
        return aspects.breakers();
    }

    @GET
    @Path("/cascade-risk")
    @Operation(summary = "How far the present trouble may spread: root causes, paths, what would fall next")
    public CascadeRisk cascadeRisk() {
        return overview.risk();
    }
}
