package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertPage;
import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSettings;
import io.breakwater.health.alert.AlertSeverity;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.snapshot.Snapshot;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the services' snapshots say: error rate, latency, breakers. For one thread. */
@Singleton
final class SuiteVotes {

    private static final String SUITE = "suite";

    private final Tallies tallies;
    private final Dependencies dependencies;
    private final RootCauses causes;
    private final AlertSettings settings;
    private final Map<String, Traffic> traffic = new HashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();

    /** One service's latest snapshot. */
    record Sighting(String service, Snapshot snapshot, Instant at) {}

    SuiteVotes(Tallies tallies, Dependencies dependencies, RootCauses causes, AlertSettings settings) {
        this.tallies = tallies;
        this.dependencies = dependencies;
        this.causes = causes;
        this.settings = settings;
    }

    /** @param sightings of the services that answer; a snapshot that was looked at before has no second vote */
    void look(List<Sighting> sightings, AlertPage page) {
        var open = new TreeSet<String>();
        @Nullable Instant latest = null;
        for (var sighting : sightings) {
            var fresh = !sighting.at().equals(seen.put(sighting.service(), sighting.at()));
            if (fresh) {
                latest = latest == null || sighting.at().isAfter(latest) ? sighting.at() : latest;
                requests(sighting);
                gone(sighting);
            }
            for (var breaker : sighting.snapshot().breakers()) {
                // Those with a key are a single host's or receiver's affair; whoever asks for dead hosts opens them.
                if (breaker.name().contains(":")) {
                    continue;
                }
                if (fresh) {
                    opened(sighting, breaker);
                }
                if (open(breaker)
                        && causes.of(causesOf(sighting, breaker), page).isEmpty()) {
                    open.add(subject(sighting, breaker.name()));
                }
            }
        }
        if (latest != null) {
            together(open, latest);
        }
    }

    /** A breaker that its service does not have any more is not open. */
    private void gone(Sighting sighting) {
        var there = sighting.snapshot().breakers().stream()
                .map(breaker -> subject(sighting, breaker.name()))
                .toList();
        tallies.all().stream()
                .map(Tally::latest)
                .filter(finding -> finding.rule() == AlertRule.BREAKER_OPENED)
                .filter(finding -> finding.subject().startsWith(subject(sighting, "")))
                .filter(finding -> !there.contains(finding.subject()))
                .forEach(finding -> tallies.found(new Finding(
                        finding.rule(),
                        finding.subject(),
                        finding.component(),
                        null,
                        "the service has this breaker no more",
                        finding.causes(),
                        sighting.at())));
    }

    private static String subject(Sighting sighting, String breaker) {
        return sighting.service() + "/" + breaker;
    }

    /** One that an operator holds open is meant to be open. */
    private static boolean open(BreakerSnapshot breaker) {
        return breaker.state() == BreakerState.OPEN && breaker.hold() == null;
    }

    private List<String> causesOf(Sighting sighting, BreakerSnapshot breaker) {
        var target = dependencies.target(sighting.service(), breaker.name());
        if (target.equals(sighting.service())) {
            return List.of();
        }
        var all = new ArrayList<>(List.of(target));
        all.addAll(dependencies.of(target));
        return all;
    }

    private void opened(Sighting sighting, BreakerSnapshot breaker) {
        // Half-open says neither: it is being tried.
        if (breaker.state() == BreakerState.HALF_OPEN) {
            return;
        }
        tallies.found(new Finding(
                AlertRule.BREAKER_OPENED,
                subject(sighting, breaker.name()),
                dependencies.target(sighting.service(), breaker.name()),
                open(breaker) ? AlertSeverity.CRITICAL : null,
                "breaker " + breaker.name() + " of " + sighting.service() + " is "
                        + breaker.state().name(),
                causesOf(sighting, breaker),
                sighting.at()));
    }

    private void together(TreeSet<String> open, Instant at) {
        @Nullable AlertSeverity severity = null;
        if (open.size() > settings.openBreakers().critical()) {
            severity = AlertSeverity.CRITICAL;
        } else if (open.size() > settings.openBreakers().warning()) {
            severity = AlertSeverity.WARNING;
        }
        var names = open.isEmpty()
                ? ""
                : ": " + String.join(", ", open.stream().limit(10).toList());
        tallies.found(new Finding(
                AlertRule.BREAKERS_OPEN,
                SUITE,
                SUITE,
                severity,
                open.size() + " breakers open" + names,
                List.of(),
                at));
    }

    private void requests(Sighting sighting) {
        var rates = traffic.computeIfAbsent(sighting.service(), _ -> new Traffic(settings.window()))
                .seen(sighting.snapshot(), sighting.at());
        rates.ifPresent(rate -> {
            var enough = rate.requests() >= settings.minRequests();
            vote(
                    AlertRule.ERROR_RATE,
                    sighting,
                    enough ? severity(rate.errorPercent(), settings.errorRate()) : null,
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of %d requests in %d s ended in an error",
                            rate.errorPercent(),
                            rate.requests(),
                            settings.window().toSeconds()));
            vote(
                    AlertRule.LATENCY,
                    sighting,
                    enough ? severity(rate.p95Ms(), settings.latency()) : null,
                    String.format(
                            Locale.ROOT,
                            "P95 of %d requests in %d s is %.0f ms",
                            rate.requests(),
                            settings.window().toSeconds(),
                            rate.p95Ms()));
        });
    }

    private static @Nullable AlertSeverity severity(double percent, AlertSettings.ErrorRate limits) {
        if (percent > limits.critical()) {
            return AlertSeverity.CRITICAL;
        }
        return percent > limits.warning() ? AlertSeverity.WARNING : null;
    }

    private static @Nullable AlertSeverity severity(double ms, AlertSettings.Latency limits) {
        if (ms > limits.critical().toMillis()) {
            return AlertSeverity.CRITICAL;
        }
        return ms > limits.warning().toMillis() ? AlertSeverity.WARNING : null;
    }

    private void vote(AlertRule rule, Sighting sighting, @Nullable AlertSeverity severity, String summary) {
        tallies.found(new Finding(
                rule,
                sighting.service(),
                sighting.service(),
                severity,
                summary,
                dependencies.of(sighting.service()),
                sighting.at()));
    }
}
