package io.breakwater.usage.increment;

import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.ratelimit.RateLimitHeaders;
import io.breakwater.usage.account.Account;
import io.breakwater.usage.counting.Outcome;
import io.breakwater.usage.counting.UsageRecorder;
import io.breakwater.usage.limit.Standing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Takes increments in. Its answers are typed, so that how to write them is known before they are there. */
// The same root as the reading resource: a method that neither has is then a 405, not a 404.
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
@RunOnVirtualThread
final class IncrementResource {

    private final EventFactory events;
    private final UsageRecorder recorder;
    private final InstantSource clock;

    IncrementResource(EventFactory events, UsageRecorder recorder, InstantSource clock) {
        this.events = events;
        this.recorder = recorder;
        this.clock = clock;
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
    @APIResponse(
            responseCode = "429",
            description =
                    "Only with enforce=true: a limit has no room for it, nothing was counted. Exact while the database"
                            + " is there; while it is away each replica goes by what it knows, and says so.")
    @APIResponse(responseCode = "507", description = "No space is left to store it safely")
    public RestResponse<IncrementAnswer> increment(
            @Parameter(example = "linkedin") Platform platform,
            @Parameter(example = "testuser") UserId user,
            @Parameter(description = "true: over a limit it counts nothing and answers 429", example = "true")
                    @QueryParam("enforce")
                    @Nullable
                    String enforce,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable IncrementRequest body) {
        var event = events.event(
                new Account(platform, user),
                body == null ? IncrementRequest.DEFAULTS : body,
                IdempotencyKey.parse(key));
        return switch (recorder.record(event, enforced(enforce))) {
            case Outcome.Counted counted ->
                answer(RestResponse.Status.OK, IncrementAnswer.of(event, counted), counted.standings());
            case Outcome.Journaled journaled ->
                answer(RestResponse.Status.ACCEPTED, IncrementAnswer.of(event, journaled), journaled.standings());
            case Outcome.OverQuota refused -> throw overQuota(refused);
            case Outcome.Conflict() ->
                throw ProblemException.of(ProblemCode.CONFLICT, "This Idempotency-Key was used with another body");
        };
    }

    private RestResponse<IncrementAnswer> answer(
            RestResponse.Status status, IncrementAnswer body, List<Standing> standings) {
        var answer = RestResponse.ResponseBuilder.create(status, body);
        RateLimitHeaders.of(Standing.allowances(standings, clock.instant())).forEach(answer::header);
        return answer.build();
    }

    private ProblemException overQuota(Outcome.OverQuota refused) {
        var now = clock.instant();
        var exceeded = refused.exceeded();
        var limit = "The limit of " + exceeded.limit() + " for " + exceeded.metric() + " in a "
                + exceeded.period().window().slug() + " has no room for this: " + exceeded.remaining() + " remain";
        return ProblemException.of(
                        ProblemCode.QUOTA_EXCEEDED,
                        refused.reason()
                                .map(reason -> limit + ", as far as this replica knows (" + reason.slug() + ")")
                                .orElse(limit))
                .retryAfter(exceeded.reset(now))
                .allowances(Standing.allowances(refused.standings(), now));
    }

    private static boolean enforced(@Nullable String given) {
        return switch (given) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw ProblemException.invalid("enforce", "must be true or false");
        };
    }
}
