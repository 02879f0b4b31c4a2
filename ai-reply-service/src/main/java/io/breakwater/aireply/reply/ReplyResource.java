package io.breakwater.aireply.reply;

import io.breakwater.aireply.call.Callers;
import io.breakwater.resilience.identity.UserId;
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

/** Replies to notifications. */
@Path("/api/ai-reply/{user}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Replies")
@RunOnVirtualThread
public final class ReplyResource {

    private final Replies replies;
    private final Callers callers;

    ReplyResource(Replies replies, Callers callers) {
        this.replies = replies;
        this.callers = callers;
    }

    @POST
    @Operation(
            summary = "Writes a reply to a message",
            description = "By the model where one is configured, else, or while that is away, by the local engine;"
                    + " the same message again is answered from the cache. Each reply counts one ai_reply of the user"
                    + " on that platform in usage-service.")
    public ReplyAnswer reply(
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
            @Context RoutingContext http) {
        var started = System.nanoTime();
        var order = ReplyOrder.of(user, request);
        var answer = replies.reply(order, callers.of(http));
        return ReplyAnswer.of(order, answer, Duration.ofNanos(System.nanoTime() - started));
    }
}
