package io.breakwater.health.stream;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What changed lately, for who was not there to follow it. */
@Path("/api/v1/resilience/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resilience of the suite")
@NonBlocking
public final class RecentChangesResource {

    private final EventStream stream;

    /** @param changes the latest first */
    @RegisterForReflection
    record RecentChanges(List<NumberedChange> changes) {}

    RecentChangesResource(EventStream stream) {
        this.stream = stream;
    }

    @GET
    @Operation(summary = "The latest changes of breakers, instances, components, alerts and by operators")
    public RecentChanges recent() {
        return new RecentChanges(stream.recent().reversed());
    }
}
