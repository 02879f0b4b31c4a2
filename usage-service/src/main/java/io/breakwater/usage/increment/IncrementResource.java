package io.breakwater.usage.increment;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.counting.Account;
import io.breakwater.usage.counting.Durability;
import io.breakwater.usage.counting.Outcome;
import io.breakwater.usage.counting.UsageRecorder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes increments in. */
// The same root as the reading resource: a method that neither has is then a 405, not a 404.
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
@RunOnVirtualThread
final class IncrementResource {

    private final EventFactory events;
    private final UsageRecorder recorder;

    IncrementResource(EventFactory events, UsageRecorder recorder) {
        this.events = events;
        this.recorder = recorder;
    }

    @POST
    @Path("/{platform}/{user}/increment")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Counts one increment, exactly once for each Idempotency-Key",
            description = "Acknowledged means on disk. Without a body it counts one request.")
    @APIResponse(
            responseCode = "200",
            description = "Counted",
            content = @Content(schema = @Schema(implementation = IncrementAnswer.class)))
    @APIResponse(
            responseCode = "202",
            description = "Kept in the local journal while the database is away; it counts and moves there later",
            content = @Content(schema = @Schema(implementation = IncrementAnswer.class)))
    @APIResponse(responseCode = "400", description = "Something is not valid; the problem says what")
    @APIResponse(responseCode = "409", description = "The key was used with another body")
    @APIResponse(responseCode = "507", description = "No space is left to store it safely")
    public Response increment(
            @Parameter(example = "linkedin") Platform platform,
            @Parameter(example = "testuser") UserId user,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable IncrementRequest body) {
        var event = events.event(
                new Account(platform, user),
                body == null ? IncrementRequest.DEFAULTS : body,
                IdempotencyKey.parse(key));
        return switch (recorder.record(event)) {
            case Outcome.Counted(var used, var duplicate, var durability) ->
                Response.ok(IncrementAnswer.of(event, used, duplicate, durability, null))
                        .build();
            case Outcome.Journaled(var used, var duplicate, var reason) ->
                Response.accepted(IncrementAnswer.of(event, used, duplicate, Durability.LOCAL, reason.slug()))
                        .build();
            case Outcome.Conflict() ->
                throw ProblemException.of(ProblemCode.CONFLICT, "This Idempotency-Key was used with another body");
        };
    }
}
