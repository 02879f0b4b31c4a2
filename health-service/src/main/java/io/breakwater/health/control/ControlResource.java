package io.breakwater.health.control;

import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An operator's hand on the whole suite. */
// The same root as the others: what none of them answers is then a 405, and what one does is found.
@Path("/api/v1/resilience")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Resilience of the suite")
@RunOnVirtualThread
public final class ControlResource {

    private static final int MOST = 1_000;

    private final Holds holds;
    private final Audit audit;
    private final InstantSource clock;

    @RegisterForReflection
    record Trail(List<AuditEntry> entries) {}

    ControlResource(Holds holds, Audit audit, InstantSource clock) {
        this.holds = holds;
        this.audit = audit;
        this.clock = clock;
    }

    @POST
    @Path("/circuit-breakers/{name}/action")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Opens, closes or resets a breaker on all instances that have it, on one service's or on one",
            description =
                    "200 once every instance was asked; results says where it was done. What is opened until a time"
                            + " is closed then, also over a restart of this service. Who, why and what came of it are kept.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "for a quarter of an hour", value = """
                                    {"action": "open", "service": "usage-service", "until": "15m", "why": "maintenance"}""")))
    @APIResponse(responseCode = "200", description = "Every instance was asked")
    @APIResponse(responseCode = "404", description = "No instance that is known has such a breaker")
    public AuditEntry act(String name, @Nullable OrderForm form, @Context SecurityContext caller) {
        if (form == null) {
            throw ProblemException.invalid("action", "must be open, close or reset");
        }
        return holds.carryOut(form.read(name, name(caller), clock.instant()));
    }

    @GET
    @Path("/circuit-breakers/audit")
    @Operation(summary = "What operators did to breakers, the latest first: who, why, until when, with what result")
    public Trail trail(@QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.invalid("limit", "must be 1 to " + MOST);
        }
        return new Trail(audit.latest(limit));
    }

    private static String name(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
