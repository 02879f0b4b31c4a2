package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSettings;
import io.breakwater.health.alert.AlertSeverity;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Breakers that are open: each, and all together. Of those with a key, one per image host or receiver, none is looked at:
 * whoever asks for dead hosts opens them. Nor those that an operator holds open: they are meant to be.
 */
@Singleton
final class BreakerVotes {

    private static final String SUITE = "suite";
    private static final int NAMED = 10;

    private final Tallies tallies;
    private final Dependencies dependencies;
    private final RootCauses causes;
    private final AlertSettings settings;

    BreakerVotes(Tallies tallies, Dependencies dependencies, RootCauses causes, AlertSettings settings) {
        this.tallies = tallies;
        this.dependencies = dependencies;
        this.causes = causes;
        this.settings = settings;
    }

    /** @param sightings all of one service: a breaker that is open in one instance is open */
    void each(String service, List<Sighting> sightings, Instant at) {
        var states = sightings.stream()
                .flatMap(sighting -> sighting.snapshot().breakers().stream())
                .filter(BreakerVotes::counts)
                .collect(Collectors.toMap(BreakerSnapshot::name, BreakerVotes::state, BreakerVotes::worse));
        states.forEach((breaker, state) -> {
            // Half-open says neither: it is being tried.
            if (state != BreakerState.HALF_OPEN) {
                found(service, breaker, state == BreakerState.OPEN, at);
            }
        });
        gone(service, states.keySet(), at);
    }

    /** Those over the whole suite that no failed component explains. */
    void together(List<Sighting> sightings, AlertPage page, Instant at) {
        var open = new TreeSet<String>();
        for (var sighting : sightings) {
            sighting.snapshot().breakers().stream()
                    .filter(BreakerVotes::counts)
                    .filter(breaker -> state(breaker) == BreakerState.OPEN)
                    .filter(breaker -> causes.of(causesOf(sighting.service(), breaker.name()), page)
                            .isEmpty())
                    .forEach(breaker -> open.add(subject(sighting.service(), breaker.name())));
        }
        @Nullable AlertSeverity severity = null;
        if (open.size() > settings.openBreakers().critical()) {
            severity = AlertSeverity.CRITICAL;
        } else if (open.size() > settings.openBreakers().warning()) {
            severity = AlertSeverity.WARNING;
        }
        var names = open.isEmpty() ? "" : ": " + open.stream().limit(NAMED).collect(Collectors.joining(", "));
        tallies.found(new Finding(
                AlertRule.BREAKERS_OPEN,
                SUITE,
                SUITE,
                severity,
                open.size() + " breakers open" + names,
                List.of(),
                at));
    }

    private static boolean counts(BreakerSnapshot breaker) {
        return !breaker.name().contains(":");
    }

    private static BreakerState state(BreakerSnapshot breaker) {
        return breaker.hold() == null ? breaker.state() : BreakerState.CLOSED;
    }

    private static BreakerState worse(BreakerState a, BreakerState b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static String subject(String service, String breaker) {
        return service + "/" + breaker;
    }

    private void found(String service, String breaker, boolean open, Instant at) {
        tallies.found(new Finding(
                AlertRule.BREAKER_OPENED,
                subject(service, breaker),
                dependencies.target(service, breaker),
                open ? AlertSeverity.CRITICAL : null,
                "breaker " + breaker + " of " + service + " is " + (open ? "OPEN" : "CLOSED"),
                causesOf(service, breaker),
                at));
    }

    private List<String> causesOf(String service, String breaker) {
        var target = dependencies.target(service, breaker);
        if (target.equals(service)) {
            return List.of();
        }
        var all = new ArrayList<>(List.of(target));
        all.addAll(dependencies.of(target));
        return all;
    }

    /** A breaker that its service does not have any more is not open. */
    private void gone(String service, Set<String> there, Instant at) {
        tallies.all().stream()
                .map(Tally::latest)
                .filter(finding -> finding.rule() == AlertRule.BREAKER_OPENED)
                .filter(finding -> finding.subject().startsWith(subject(service, "")))
                .filter(finding -> !there.contains(
                        finding.subject().substring(subject(service, "").length())))
                .forEach(finding -> tallies.found(new Finding(
                        finding.rule(),
                        finding.subject(),
                        finding.component(),
                        null,
                        "the service has this breaker no more",
                        finding.causes(),
                        at)));
    }
}
