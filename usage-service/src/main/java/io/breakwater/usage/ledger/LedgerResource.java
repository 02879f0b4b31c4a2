package io.breakwater.usage.ledger;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells how many events were taken in, and what became of them. */
@Path("/api/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
@RunOnVirtualThread
final class LedgerResource {

    private final Bookkeeper bookkeeper;

    LedgerResource(Bookkeeper bookkeeper) {
        this.bookkeeper = bookkeeper;
    }

    @GET
    @Path("/ledger")
    @Operation(
            summary = "The books of all events: accepted = committed + pending",
            description = "pending is of the instance that answers; the other numbers are of all. While the database is"
                    + " away they are those it last told of, and the answer is degraded.")
    public Ledger ledger() {
        return bookkeeper.ledger();
    }
}
