package io.breakwater.health.alert.api;

import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.Silence;
import io.breakwater.health.alert.delivery.Senders;
import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.problem.ProblemException;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Alerts: what is wrong, since when, what it means, and who has taken it on. Told from memory. */
@Path("/api/health/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@RunOnVirtualThread
public final class AlertsResource {

    private static final Logger LOG = Logger.getLogger(AlertsResource.class);

    private final AlertDesk desk;
    private final Senders senders;
    private final InstantSource clock;

    AlertsResource(AlertDesk desk, Senders senders, InstantSource clock) {
        this.desk = desk;
        this.senders = senders;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Alerts that are active and that are over, silences, and how the receivers stand",
            description =
                    "Raised after 3 looks in a row (a breaker that opens, and 10 failed checks in a row, at once),"
                            + " over after 2. What a failed dependency explains is held back and named in that alert's heldBack."
                            + " Two replicas tell the same, at most two seconds apart.")
    public AlertsAnswer alerts() {
        var page = desk.page();
        return AlertsAnswer.of(page, senders.reports(page), clock.instant());
    }

    @POST
    @Path("/{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Takes an alert on: receivers are told who, and not reminded any more",
            description = "Acknowledged again it changes nothing. One that becomes critical needs it anew.")
    @APIResponse(responseCode = "200", description = "The alert, acknowledged by this operator or one before")
    @APIResponse(responseCode = "404", description = "No alert has this id")
    @APIResponse(responseCode = "409", description = "It is over")
    public AlertsAnswer.Item acknowledge(
            String id, Requests.@Nullable Acknowledge body, @Context SecurityContext caller) {
        var alert = desk.acknowledge(id, name(caller), body == null ? null : body.note());
        return AlertsAnswer.Item.of(alert, desk.page(), clock.instant());
    }

    @POST
    @Path("/mutes")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Tells nobody of some alerts for a while, from now on",
            description =
                    "Of a rule, of a component, of both together, or of all. What is active at its end is told then.")
    @APIResponse(responseCode = "201", description = "It holds, and is on disk")
    public Response mute(Requests.@Nullable Mute body, @Context SecurityContext caller) {
        var wanted = given(body);
        var now = clock.instant();
        return made(
                Silence.Kind.MUTE,
                Requests.rule(wanted.rule()),
                wanted.component(),
                now,
                now.plus(wanted.length()),
                wanted.why(),
                caller);
    }

    @DELETE
    @Path("/mutes/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ends a mute")
    @APIResponse(responseCode = "204", description = "It holds no more")
    public void unmute(String id) {
        desk.end(id, Silence.Kind.MUTE);
    }

    @POST
    @Path("/maintenance")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Plans a maintenance window: nobody is told of what it matches from then until then")
    @APIResponse(responseCode = "201", description = "It is planned, and on disk")
    public Response maintain(Requests.@Nullable Maintenance body, @Context SecurityContext caller) {
        var wanted = given(body);
        var now = clock.instant();
        var from = wanted.start(now);
        return made(
                Silence.Kind.MAINTENANCE,
                Requests.rule(wanted.rule()),
                wanted.component(),
                from,
                wanted.end(from, now),
                wanted.why(),
                caller);
    }

    @DELETE
    @Path("/maintenance/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ends or cancels a maintenance window")
    @APIResponse(responseCode = "204", description = "It holds no more")
    public void endMaintenance(String id) {
        desk.end(id, Silence.Kind.MAINTENANCE);
    }

    @POST
    @Path("/test")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Sends each receiver a test message, by the way that alerts take")
    @APIResponse(responseCode = "202", description = "The messages wait to be sent; GET tells what becomes of them")
    public Response test(@Context SecurityContext caller) {
        desk.test();
        LOG.infof("event=alert-test by=%s", name(caller));
        return Response.accepted().build();
    }

    @POST
    @Path("/deliveries/{id}/resend")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Sends a message that was given up once more")
    @APIResponse(responseCode = "202", description = "It waits to be sent")
    public Response resend(String id) {
        desk.resend(id);
        return Response.accepted().build();
    }

    private Response made(
            Silence.Kind kind,
            @Nullable AlertRule rule,
            @Nullable String component,
            Instant from,
            Instant until,
            @Nullable String why,
            SecurityContext caller) {
        var silence = desk.silence(new Silence(
                UUID.randomUUID().toString(),
                1,
                kind,
                rule,
                Requests.component(component),
                from,
                until,
                name(caller),
                Requests.why(why),
                true));
        LOG.infof("event=alert-%s by=%s until=%s", kind.slug(), name(caller), until);
        return Response.status(Response.Status.CREATED)
                .entity(AlertsAnswer.SilenceItem.of(silence, clock.instant()))
                .build();
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw ProblemException.invalid("body", "must be given");
        }
        return body;
    }

    private static String name(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
