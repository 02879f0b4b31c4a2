package io.breakwater.resilience.admin;

import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.breaker.BreakerRegistry;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.Hold;
import io.breakwater.resilience.cache.Caches;
import io.breakwater.resilience.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An operator's hand on this instance. */
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Administration")
@RunOnVirtualThread
public final class AdminResource {

    private static final Logger LOG = Logger.getLogger(AdminResource.class);

    /** What an operator can do to a breaker. */
    public enum BreakerAction {
        OPEN,
        CLOSE,
        RESET;

        static BreakerAction parse(String name) {
            return switch (name) {
                case "open" -> OPEN;
                case "close" -> CLOSE;
                case "reset" -> RESET;
                default -> throw ProblemException.invalid("action", "must be open, close or reset");
            };
        }
    }

    /** @param changed how many were not closed before */
    @RegisterForReflection
    public record BreakersReset(int changed) {}

    /** @param entries how many entries this instance held in memory */
    @RegisterForReflection
    public record CachesCleared(long entries) {}

    private final BreakerRegistry breakers;
    private final Caches caches;
    private final InstantSource clock;

    AdminResource(BreakerRegistry breakers, Caches caches, InstantSource clock) {
        this.breakers = breakers;
        this.caches = caches;
        this.clock = clock;
    }

    @POST
    @Path("/circuit-breakers/reset")
    @Operation(summary = "Closes every circuit breaker of this instance and ends every hold")
    public BreakersReset resetBreakers(@Context SecurityContext caller) {
        var changed = breakers.resetAll();
        LOG.infof("event=breakers-reset by=%s changed=%d", name(caller), changed);
        return new BreakersReset(changed);
    }

    @POST
    @Path("/circuit-breakers/{name}/{action}")
    @Operation(summary = "Holds a circuit breaker open, closes it or resets it")
    public BreakerSnapshot act(
            String name, String action, @QueryParam("why") @Nullable String why, @Context SecurityContext caller) {
        var wanted = BreakerAction.parse(action);
        var breaker = breakers.get(name);
        switch (wanted) {
            case OPEN -> breaker.holdOpen(new Hold(name(caller), reason(why), clock.instant()));
            case CLOSE -> breaker.close();
            case RESET -> breaker.reset();
        }
        LOG.infof("event=breaker-%s breaker=%s by=%s", action, breaker.name(), name(caller));
        return breaker.snapshot();
    }

    @POST
    @Path("/cache/clear")
    @Operation(summary = "Clears every cache of this instance")
    public CachesCleared clearCaches(@Context SecurityContext caller) {
        var entries = caches.clear();
        LOG.infof("event=caches-cleared by=%s entries=%d", name(caller), entries);
        return new CachesCleared(entries);
    }

    private static String name(SecurityContext caller) {
        var principal = caller.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }

    private static String reason(@Nullable String why) {
        if (why == null || why.isBlank()) {
            return "not given";
        }
        if (why.length() > 200) {
            throw ProblemException.invalid("why", "must have at most 200 characters");
        }
        return why.strip();
    }
}
