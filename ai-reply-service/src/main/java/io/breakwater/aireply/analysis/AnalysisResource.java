package io.breakwater.aireply.analysis;

import io.breakwater.aireply.call.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Analyses of health records. */
@Path("/api/health-records/{id}/analyze")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analyses")
@RunOnVirtualThread
public final class AnalysisResource {

    private final Analyses analyses;
    private final Callers callers;

    AnalysisResource(Analyses analyses, Callers callers) {
        this.analyses = analyses;
        this.callers = callers;
    }

    @POST
    @Operation(
            summary = "Compares a health record with published ranges; never a diagnosis",
            description = "By the model where one is configured, else, or while that is away, by the local engine; the"
                    + " same record of the same user again is answered from the cache. Without a body there is nothing"
                    + " to analyse, and the answer says what to send. Each analysis for a named user counts one analysis"
                    + " in usage-service, under the platform that breakwater.usage.analysis-platform names (linkedin).")
    public AnalysisAnswer analyse(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = AnalysisRequest.class),
                                            examples = @ExampleObject(name = "record", value = """
                                            {"userId": "testuser", "record": {"symptoms": ["headache"],
                                             "vitals": {"bloodPressure": "150/95", "heartRate": 72}, "notes": ""}}""")))
                    @Nullable
                    AnalysisRequest request,
            @Context RoutingContext http) {
        var started = System.nanoTime();
        var order = AnalysisOrder.of(id, request);
        var answer = analyses.analyse(order, callers.of(http));
        return AnalysisAnswer.of(order.id(), answer, Duration.ofNanos(System.nanoTime() - started));
    }
}
