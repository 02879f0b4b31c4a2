package io.breakwater.health.history;

import io.breakwater.health.component.Component;
import io.breakwater.health.component.Components;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was seen before. */
@Path("/api/health/history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
@RunOnVirtualThread
public final class HistoryResource {

    private static final String KNOWN =
            Components.ALL.stream().map(Component::name).collect(Collectors.joining(", "));

    private final HistoryTable table;
    private final HistorySettings settings;
    private final InstantSource clock;

    /**
     * The answer.
     *
     * @param retention how far back checks are kept, ISO-8601: a longer window shows no more
     */
    @RegisterForReflection
    record History(Instant timestamp, Instant from, Instant to, String retention, List<ComponentHistory> components) {}

    HistoryResource(HistoryTable table, HistorySettings settings, InstantSource clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Changes, uptime and trend of one component or all",
            description =
                    "Uptime is the part of the time known in the window in which the component was not unhealthy.")
    public History history(
            @Parameter(description = "One component's name; all where it is left out", example = "redis")
                    @QueryParam("component")
                    @Nullable
                    String component,
            @Parameter(
                            description = "How far back: minutes, hours or days, 1m to 30d; 1h where it is left out",
                            example = "24h",
                            schema = @Schema(pattern = "[1-9][0-9]{0,4}[mhd]"))
                    @QueryParam("window")
                    @Nullable
                    String window) {
        var length = Window.parse(window).length();
        var names = names(component);
        var now = clock.instant();
        var from = now.minus(length);
        return new History(
                now,
                from,
                now,
                settings.retention().toString(),
                names.stream().map(name -> table.read(name, from, now)).toList());
    }

    private static List<String> names(@Nullable String component) {
        var all = Components.ALL.stream().map(Component::name);
        if (component == null) {
            return all.toList();
        }
        if (all.noneMatch(component::equals)) {
            throw ProblemException.invalid("component", "must be one of " + KNOWN);
        }
        return List.of(component);
    }
}
