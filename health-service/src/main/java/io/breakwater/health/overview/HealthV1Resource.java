package io.breakwater.health.overview;

import io.breakwater.health.component.Components;
import io.breakwater.health.metrics.SuiteMetrics;
import io.breakwater.health.metrics.SuiteMetricsResource;
import io.breakwater.health.overview.Aspects.BreakerList;
import io.breakwater.health.overview.Aspects.ComponentAspect;
import io.breakwater.health.overview.Aspects.External;
import io.breakwater.health.overview.Aspects.Liveness;
import io.breakwater.health.overview.Aspects.Readiness;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the suite is, at the paths of the documents' first version. The same model as everywhere. */
@Path("/api/v1/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health, v1")
@RunOnVirtualThread
public final class HealthV1Resource {

    private final Overview overview;
    private final Aspects aspects;
    private final SuiteMetricsResource metrics;

    HealthV1Resource(Overview overview, Aspects aspects, SuiteMetricsResource metrics) {
        this.overview = overview;
        this.aspects = aspects;
        this.metrics = metrics;
    }

    @GET
    @Operation(summary = "How the suite is, in short", description = "What /api/health answers.")
    public Health health() {
        return overview.basic();
    }

    @GET
    @Path("/comprehensive")
    @Operation(
            summary = "How the suite is and why: the whole picture",
            description = "What /api/health/detailed answers.")
    public DetailedHealth comprehensive() {
        return overview.detailed();
    }

    @GET
    @Path("/ready")
    @Operation(summary = "Whether this instance of health-service can serve")
    @APIResponse(
            responseCode = "200",
            description = "It can, degraded too",
            content = @Content(schema = @Schema(implementation = Readiness.class)))
    @APIResponse(responseCode = "503", description = "It cannot")
    public Response ready() {
        var readiness = aspects.readiness();
        return Response.status(readiness.ready() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(readiness)
                .build();
    }

    @GET
    @Path("/live")
    @Operation(summary = "That this instance of health-service answers; asks nothing else")
    public Liveness live() {
        return aspects.liveness();
    }

    @GET
    @Path("/database")
    @Operation(summary = "The database: how health-service sees it, and each instance that uses it")
    public ComponentAspect database() {
        return aspects.of(Components.DATABASE);
    }

    @GET
    @Path("/cache")
    @Operation(
            summary =
                    "Redis: how health-service sees it, and each instance that uses it; hits and misses of all caches")
    public ComponentAspect cache() {
        return aspects.of(Components.REDIS);
    }

    @GET
    @Path("/external")
    @Operation(summary = "What is not ours: the model, image hosts, object storage, registered dependencies")
    public External external() {
        return aspects.external();
    }

    @GET
    @Path("/circuit-breakers")
    @Operation(summary = "Every breaker of every instance")
    public BreakerList breakers() {
        return aspects.breakers();
    }

    @GET
    @Path("/metrics")
    @Operation(summary = "Rate, errors and duration over the whole suite", description = "What /api/metrics answers.")
    public SuiteMetrics metrics() {
        return metrics.metrics();
    }
}
