package io.breakwater.health.recovery;

import io.breakwater.health.recovery.Drill.Report;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.access.Roles;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.breakwater.resilience.problem.ProblemException;
import io.breakwater.resilience.recovery.RecoveryAttempt;
import io.breakwater.resilience.recovery.RecoveryHistory;
import io.breakwater.resilience.recovery.RecoveryStrategy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What recovered and how fast, and a drill. */
@Path("/api/v1/resilience")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Resilience of the suite")
@RunOnVirtualThread
public final class RecoveryResource {

    private static final int MOST = 1_000;

    private final Recoveries recoveries;
    private final Drill drill;
    private final SuiteWatch suite;
    private final RecoveryHistory own;
    private final InstanceIdentity identity;
    private final InstantSource clock;

    /**
     * The answer.
     *
     * @param mttrSeconds mean time to recovery over all that is listed, in s; null where nothing is
     * @param mttrSecondsByComponent the same for each component
     * @param recoveries outages that are over, the latest first
     * @param attempts what instances tried to get over failures, the latest first
     */
    @RegisterForReflection
    record History(
            Instant timestamp,
            @Nullable Double mttrSeconds,
            Map<String, Double> mttrSecondsByComponent,
            List<Recovery> recoveries,
            List<Attempt> attempts) {}

    @RegisterForReflection
    record Attempt(String service, String instance, RecoveryAttempt attempt) {}

    RecoveryResource(
            Recoveries recoveries,
            Drill drill,
            SuiteWatch suite,
            RecoveryHistory own,
            InstanceIdentity identity,
            InstantSource clock) {
        this.recoveries = recoveries;
        this.drill = drill;
        this.suite = suite;
        this.own = own;
        this.identity = identity;
        this.clock = clock;
    }

    @GET
    @Path("/recovery/history")
    @Operation(summary = "Outages that are over, how long they took, what recovered them; and what was tried")
    public History history(@QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.invalid("limit", "must be 1 to " + MOST);
        }
        var known = recoveries.latest(limit);
        return new History(
                clock.instant(),
                known.isEmpty() ? null : mean(known),
                known.stream()
                        .collect(Collectors.groupingBy(
                                Recovery::component,
                                TreeMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), RecoveryResource::mean))),
                known,
                attempts(limit));
    }

    @POST
    @Path("/recovery/test")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "A safe drill, with its report",
            description =
                    "strategy breaker-reset: that a breaker of its own, which nobody uses, opens, falls back, is reset and"
                            + " lets calls pass. database-reconnection: that a connection of this instance to the database"
                            + " that is cut off is replaced, and the next call answered.")
    @APIResponse(responseCode = "200", description = "The drill's report, passed or not")
    @APIResponse(responseCode = "409", description = "Another drill is under way, or there is no database")
    public Report test(@QueryParam("strategy") @DefaultValue("breaker-reset") String strategy) {
        return drill.run(Stream.of(RecoveryStrategy.values())
                .filter(each -> each.slug().equals(strategy))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.invalid("strategy", "must be breaker-reset or database-reconnection")));
    }

    private static double mean(List<Recovery> known) {
        var mean = known.stream().mapToDouble(Recovery::seconds).average().orElse(0);
        return Math.round(mean * 1_000) / 1_000.0;
    }

    private List<Attempt> attempts(int limit) {
        var others = suite.observations().stream()
                .map(seen -> seen.snapshot())
                .filter(Objects::nonNull)
                .flatMap(snapshot -> snapshot.recovery().stream()
                        .map(attempt -> new Attempt(snapshot.service(), snapshot.instance(), attempt)));
        return Stream.concat(
                        own.latest().stream()
                                .map(attempt -> new Attempt(identity.service(), identity.instance(), attempt)),
                        others)
                .sorted(Comparator.comparing((Attempt each) -> each.attempt().last())
                        .reversed())
                .limit(limit)
                .toList();
    }
}
