package io.breakwater.aireply.analysis;

import io.breakwater.aireply.call.Callers;
import io.breakwater.aireply.call.Listener;
import io.breakwater.aireply.limit.UserLimit;
import io.breakwater.aireply.stream.EventStream;
import io.breakwater.resilience.ratelimit.RateLimitHeaders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Analyses of health records. */
@Path("/api/health-records/{id}/analyze")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
@Tag(name = "Analyses")
@RunOnVirtualThread
public final class AnalysisResource {

    private final Analyses analyses;
    private final Callers callers;
    private final UserLimit limit;
    private final EventStream events;

    AnalysisResource(Analyses analyses, Callers callers, UserLimit limit, EventStream events) {
        this.analyses = analyses;
        this.callers = callers;
        this.limit = limit;
        this.events = events;
    }

    @POST
    @Operation(
            summary = "Compares a health record with published ranges; never a diagnosis",
            description = "By the model where one is configured, else, or while that is away, by the local engine; the"
                    + " same record of the same user again is answered from the cache. Without a body there is nothing"
                    + " to analyse, and the answer says what to send. Each analysis for a named user counts one analysis"
                    + " in usage-service, under the platform that breakwater.usage.analysis-platform names (linkedin).")
    @APIResponse(
            responseCode = "200",
            description = "As JSON, or as server-sent events: token with {text}, then done with this, or broken",
            content = @Content(schema = @Schema(implementation = AnalysisAnswer.class)))
    public Response analyse(
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
            @Context HttpHeaders headers,
            @Context RoutingContext http) {
        var started = System.nanoTime();
        var order = AnalysisOrder.of(id, request);
        // On the answer itself, so that it is there whatever becomes of the request.
        RateLimitHeaders.of(limit.take(order.limited())).forEach(http.response()::putHeader);
        var caller = callers.of(http);
        if (EventStream.wanted(headers)) {
            return events.of(
                    parts -> AnalysisAnswer.of(
                            order.id(), analyses.analyse(order, caller.listening(new Listener(parts))), since(started)),
                    AnalysisAnswer::summary,
                    AnalysisAnswer::reason);
        }
        return Response.ok(
                        AnalysisAnswer.of(order.id(), analyses.analyse(order, caller), since(started)),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
