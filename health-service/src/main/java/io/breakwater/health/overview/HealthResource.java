package io.breakwater.health.overview;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * How the suite is. Answered from memory, and always 200: the question was answered, whatever the answer is. A probe asks
 * {@code /health/ready} instead.
 */
@Path("/api/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
@RunOnVirtualThread
public final class HealthResource {

    private final Overview overview;

    HealthResource(Overview overview) {
        this.overview = overview;
    }

    @GET
    @Operation(
            summary = "How the suite is, in short",
            description =
                    "Always 200. Status: unhealthy while a critical component is, degraded while anything else that"
                            + " is configured is not healthy, healthy otherwise.")
    @APIResponse(
            responseCode = "200",
            description = "What is known now",
            content = @Content(examples = @ExampleObject(name = "all is well", value = """
                                                    {"status": "healthy", "uptime": 3600, "timestamp": "2026-11-22T12:00:00Z",
                                                     "version": "0.1.0", "score": 100,
                                                     "circuitBreaker": {"aiService": "CLOSED", "redis": "CLOSED"}}""")))
    public Health health() {
        return overview.basic();
    }

    @GET
    @Path("/detailed")
    @Operation(summary = "How the suite is and why: components, services, and what the score is made of")
    public DetailedHealth detailed() {
        return overview.detailed();
    }

    @GET
    @Path("/components")
    @Operation(summary = "Every component: its status, since when, how fast, and when it was last checked")
    public ComponentList components() {
        return overview.components();
    }
}
