package io.breakwater.usage.erasure;

import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.identity.UserId;
import io.quarkus.arc.All;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Forgets people. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasure")
@RunOnVirtualThread
final class ErasureResource {

    private static final Logger LOG = Logger.getLogger(ErasureResource.class);

    private final List<Erasable> holders;

    /** @param erased how many rows and entries held something of the person */
    @RegisterForReflection
    record Erased(UserId user, long erased) {}

    ErasureResource(@All List<Erasable> holders) {
        this.holders = List.copyOf(holders);
    }

    @DELETE
    @Path("/users/{user}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Erases a person on all platforms",
            description = "Counters, limits and what still waits, here and, when it comes to be counted, in the other"
                    + " replicas. What stays are hashes of event ids until they expire, so that an old event that comes"
                    + " again still counts nothing, and the ledger's totals.")
    @APIResponse(responseCode = "200", description = "Nothing of the person is left")
    @APIResponse(
            responseCode = "503",
            description = "A store is away, so something may be left. Ask again: it may be done any number of times.")
    public Erased erase(@Parameter(example = "testuser") UserId user, @Context SecurityContext caller) {
        var erased = holders.stream().mapToLong(holder -> holder.erase(user)).sum();
        LOG.infof(
                "event=person-erased by=%s entries=%d",
                caller.getUserPrincipal().getName(), erased);
        return new Erased(user, erased);
    }
}
