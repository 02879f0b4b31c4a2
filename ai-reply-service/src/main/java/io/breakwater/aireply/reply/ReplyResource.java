package io.breakwater.aireply.reply;

import io.breakwater.aireply.call.Callers;
import io.breakwater.aireply.call.Listener;
import io.breakwater.aireply.limit.UserLimit;
import io.breakwater.aireply.stream.EventStream;
import io.breakwater.resilience.identity.UserId;
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

/** Replies to notifications. */
@Path("/api/ai-reply/{user}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
@Tag(name = "Replies")
@RunOnVirtualThread
public final class ReplyResource {

    private final Replies replies;
    private final Callers callers;
    private final UserLimit limit;
    private final EventStream events;

    ReplyResource(Replies replies, Callers callers, UserLimit limit, EventStream events) {
        this.replies = replies;
        this.callers = callers;
        this.limit = limit;
        this.events = events;
    }

    @POST
    @Operation(
            summary = "Writes a reply to a message",
            description = "By the model where one is configured, else, or while that is away, by the local engine;"
                    + " the same message again is answered from the cache. Each reply counts one ai_reply of the user"
                    + " on that platform in usage-service.")
    @APIResponse(
            responseCode = "200",
            description = "As JSON, or as server-sent events: token with {text}, then done with this, or broken",
            content = @Content(schema = @Schema(implementation = ReplyAnswer.class)))
    public Response reply(
            @PathParam("user") UserId user,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReplyRequest.class),
                                            examples = @ExampleObject(name = "message", value = """
                                            {"platform": "linkedin", "notification": {"text": "Test message"}}""")))
                    @Nullable
                    ReplyRequest request,
            @Context HttpHeaders headers,
            @Context RoutingContext http) {
        var started = System.nanoTime();
        var order = ReplyOrder.of(user, request);
        // On the answer itself, so that it is there whatever becomes of the request.
        RateLimitHeaders.of(limit.take(order.user().value())).forEach(http.response()::putHeader);
        var caller = callers.of(http);
        if (EventStream.wanted(headers)) {
            return events.of(
                    parts -> ReplyAnswer.of(
                            order, replies.reply(order, caller.listening(new Listener(parts))), since(started)),
                    ReplyAnswer::reply,
                    ReplyAnswer::reason);
        }
        return Response.ok(
                        ReplyAnswer.of(order, replies.reply(order, caller), since(started)),
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
