package io.breakwater.health.registered;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Criticality;
import io.breakwater.health.history.Uptime;
import io.breakwater.health.history.Uptimes;
import io.breakwater.health.registered.DependencyForm.ConditionsForm;
import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.problem.ProblemCode;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the suite depends on, its own and what an operator registers. */
@Path("/api/v1/resilience/dependencies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resilience of the suite")
@RunOnVirtualThread
public final class DependenciesResource {

    private static final Logger LOG = Logger.getLogger(DependenciesResource.class);

    private final DependencyBook book;
    private final ComponentBoard board;
    private final Uptimes uptimes;
    private final InstantSource clock;

    @RegisterForReflection
    record DependencyList(Instant timestamp, List<DependencyView> dependencies) {}

    /**
     * One of them.
     *
     * @param registered whether an operator registered it; the others are the suite's own
     * @param url for operators alone, without a password
     * @param uptime part of the known time in which it was not unhealthy, as of the latest minute
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DependencyView(
            String name,
            boolean registered,
            @Nullable String type,
            Criticality criticality,
            @Nullable String url,
            @Nullable String interval,
            @Nullable String timeout,
            @Nullable ConditionsForm conditions,
            List<String> dependsOn,
            ComponentStatus status,
            Instant since,
            @Nullable Instant checkedAt,
            @Nullable Double latencyMs,
            @Nullable String detail,
            @Nullable Uptime uptime) {}

    DependenciesResource(DependencyBook book, ComponentBoard board, Uptimes uptimes, InstantSource clock) {
        this.book = book;
        this.board = board;
        this.uptimes = uptimes;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "What the suite depends on, and how each is",
            description = "An operator also sees where those are that are registered; never a password.")
    public DependencyList list(@Context SecurityContext caller) {
        return new DependencyList(clock.instant(), views(caller.isUserInRole(Roles.OPERATOR)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Registers a dependency, or replaces the one of that name",
            description = "It is kept over restarts, checked from now on, and a component like all others.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "an HTTP service", value = """
                                    {"name": "payments", "type": "http", "criticality": "important",
                                     "url": "https://payments.example.com/health", "interval": "30s", "timeout": "5s",
                                     "conditions": {"status": [200], "bodyPath": "$.status", "bodyEquals": "ok",
                                                    "maxMs": 1000, "certificateDays": 14},
                                     "dependsOn": ["database"]}""")))
    @APIResponse(responseCode = "201", description = "It is registered, and that is on disk")
    @APIResponse(responseCode = "200", description = "It replaced the one of that name, and that is on disk")
    @APIResponse(responseCode = "400", description = "Something is not valid; errors says what")
    @APIResponse(responseCode = "409", description = "The name is the suite's own, or too many are registered")
    public Response register(@Nullable DependencyForm form, @Context SecurityContext caller) {
        if (form == null) {
            throw ProblemException.invalid("dependency", "must be given");
        }
        var made = book.register(form);
        LOG.infof("event=dependency-registered name=%s by=%s", form.name(), name(caller));
        var view = views(true).stream()
                .filter(each -> each.name().equals(form.name()))
                .findFirst();
        return Response.status(made ? Response.Status.CREATED : Response.Status.OK)
                .entity(view.orElseThrow(
                        () -> ProblemException.of(ProblemCode.CONFLICT, "It was removed at the same time")))
                .build();
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Checks a registered dependency no longer, and forgets it")
    @APIResponse(responseCode = "204", description = "It is forgotten")
    @APIResponse(responseCode = "404", description = "None of that name is registered")
    @APIResponse(responseCode = "409", description = "Another one depends on it")
    public void remove(String name, @Context SecurityContext caller) {
        if (!book.remove(name)) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "No dependency of that name is registered");
        }
        LOG.infof("event=dependency-removed by=%s", name(caller));
    }

    private List<DependencyView> views(boolean withAddress) {
        var entries = book.all().stream()
                .collect(Collectors.toMap(entry -> entry.dependency().name(), Function.identity()));
        var reports = board.reports().stream()
                .collect(Collectors.toMap(ComponentReport::name, Function.identity(), (a, _) -> a));
        return board.components().stream()
                .filter(component -> reports.containsKey(component.name()))
                .map(component -> view(
                        component.criticality(),
                        component.dependsOn().stream()
                                .filter(reports::containsKey)
                                .toList(),
                        reports.get(component.name()),
                        entries.get(component.name()),
                        withAddress))
                .toList();
    }

    private DependencyView view(
            Criticality criticality,
            List<String> dependsOn,
            ComponentReport report,
            DependencyBook.@Nullable Entry entry,
            boolean withAddress) {
        var form = entry == null ? null : entry.form();
        return new DependencyView(
                report.name(),
                entry != null,
                form == null ? null : form.type(),
                criticality,
                entry == null || !withAddress
                        ? null
                        : shown(entry.dependency().endpoint().url()),
                form == null ? null : form.interval(),
                form == null ? null : form.timeout(),
                form == null ? null : form.conditions(),
                dependsOn,
                report.status(),
                report.since(),
                report.checkedAt(),
                report.latencyMs(),
                report.detail(),
                uptimes.of(report.name()));
    }

    /** Without user and password, and without a query, which may be one. */
    private static String shown(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                + (url.getRawPath() == null ? "" : url.getRawPath());
    }

    private static String name(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
