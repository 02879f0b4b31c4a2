package io.breakwater.health.history;

import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
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

    private final HistoryStore store;
    private final Uptimes uptimes;
    private final ComponentBoard board;
    private final HistorySettings settings;
    private final InstantSource clock;

    /**
     * The answer.
     *
     * @param retention how far back checks are kept one by one, ISO-8601; further back it is minutes, and hours
     * @param source {@code postgres}, or {@code local} where this replica's own disk has to do: it knows less then
     */
    @RegisterForReflection
    record History(
            Instant timestamp,
            Instant from,
            Instant to,
            String retention,
            String source,
            List<ComponentHistory> components) {}

    HistoryResource(
            HistoryStore store, Uptimes uptimes, ComponentBoard board, HistorySettings settings, InstantSource clock) {
        this.store = store;
        this.uptimes = uptimes;
        this.board = board;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Changes, uptime and trend of one component or all",
            description =
                    "uptimePercent is the part of the time known in the window in which the component was not unhealthy;"
                            + " time in which health-service was off is not known, and counts as neither. uptime has the"
                            + " same over 1h, 24h, 7d and 30d. Up to a day it is made of checks, up to three days of"
                            + " minutes, beyond of hours.")
    public History history(
            @Parameter(description = "One component's name; all where it is left out", example = "redis")
                    @QueryParam("component")
                    @Nullable
                    String component,
            @Parameter(
                            description = "How far back: minutes, hours or days, 1m to 366d; 1h where it is left out",
                            example = "24h",
                            schema = @Schema(pattern = "[1-9][0-9]{0,4}[mhd]"))
                    @QueryParam("window")
                    @Nullable
                    String window) {
        var length = Window.parse(window).length();
        var names = names(component);
        var now = clock.instant();
        var from = now.minus(length);
        var read = names.stream().map(name -> read(name, from, now)).toList();
        return new History(
                now,
                from,
                now,
                settings.retention().toString(),
                read.stream().allMatch(HistoryStore.Done::inPostgres) ? "postgres" : "local",
                read.stream()
                        .map(HistoryStore.Done::value)
                        .map(history -> history.with(uptimes.of(history.component())))
                        .toList());
    }

    /** One component at a time: the database is given little time for each call. */
    private HistoryStore.Done<ComponentHistory> read(String name, Instant from, Instant to) {
        return store.read(connection -> HistoryQuery.run(connection, name, from, to, settings.retention()));
    }

    private List<String> names(@Nullable String component) {
        var all = board.components().stream().map(Component::name).toList();
        if (component == null) {
            return all;
        }
        if (!all.contains(component)) {
            var known = Components.ALL.stream().map(Component::name).collect(Collectors.joining(", "));
            throw ProblemException.invalid("component", "must be one of " + known + ", or a registered dependency");
        }
        return List.of(component);
    }
}
