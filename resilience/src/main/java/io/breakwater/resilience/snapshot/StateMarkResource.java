package io.breakwater.resilience.snapshot;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lets a watcher know at once that a look at the snapshot is due, without looking all the time. */
@Path("/resilience/changed")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resilience")
@NonBlocking
public final class StateMarkResource {

    private final StateWatch states;

    StateMarkResource(StateWatch states) {
        this.states = states;
    }

    @GET
    @Operation(
            summary = "Waits until a breaker, a dependency or the degradation of this instance is in another state",
            description = "Answers at once without since, and after 15 s at the latest, then with the same mark.")
    public Uni<StateMark> changed(
            @Parameter(description = "The mark of an earlier answer") @QueryParam("since") @Nullable String since) {
        return states.otherThan(since);
    }
}
