package io.breakwater.usage.limit;

import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.identity.Platform;
import io.breakwater.resilience.identity.UserId;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.usage.account.Account;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells what an account may use; an operator changes it. */
// The same root as the other resources of usage: a method that none of them has is then a 405, not a 404.
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Limits")
@RunOnVirtualThread
final class LimitsResource {

    private static final Logger LOG = Logger.getLogger(LimitsResource.class);

    private final LimitStore store;

    LimitsResource(LimitStore store) {
        this.store = store;
    }

    @GET
    @Path("/{platform}/{user}/limits")
    @Operation(summary = "What a user may use on a platform")
    public LimitsAnswer limits(
            @Parameter(example = "linkedin") Platform platform, @Parameter(example = "testuser") UserId user) {
        var account = new Account(platform, user);
        return LimitsAnswer.of(account, store.find(account));
    }

    @PUT
    @Path("/{platform}/{user}/limits")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Replaces all limits of a user on a platform",
            description = "What the body does not name is no longer limited. Holds from the next increment on.")
    @RequestBody(
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT,
                                            examples = "{\"requests\": {\"day\": 100, \"month\": 1000}}")))
    @APIResponse(responseCode = "200", description = "They hold, and are on disk")
    @APIResponse(responseCode = "503", description = "The database that keeps them is away; nothing was changed")
    public LimitsAnswer replace(
            @Parameter(example = "linkedin") Platform platform,
            @Parameter(example = "testuser") UserId user,
            @Nullable Limits body,
            @Context SecurityContext caller) {
        if (body == null) {
            throw ProblemException.invalid("limits", "must be given; DELETE lifts them");
        }
        var account = new Account(platform, user);
        store.replace(account, body);
        LOG.infof("event=limits-replaced by=%s", caller.getUserPrincipal().getName());
        return LimitsAnswer.of(account, new LimitStore.Found(body, Optional.empty()));
    }

    @DELETE
    @Path("/{platform}/{user}/limits")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Lifts all limits of a user on a platform")
    @APIResponse(responseCode = "204", description = "Nothing limits the user there")
    public void lift(
            @Parameter(example = "linkedin") Platform platform,
            @Parameter(example = "testuser") UserId user,
            @Context SecurityContext caller) {
        store.replace(new Account(platform, user), Limits.NONE);
        LOG.infof("event=limits-lifted by=%s", caller.getUserPrincipal().getName());
    }
}
