package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertRule;
import io.breakwater.health.alert.AlertSettings;
import io.breakwater.health.alert.AlertSeverity;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A service's error rate and latency, over its instances together. For one thread. */
@Singleton
final class TrafficVotes {

    private final Tallies tallies;
    private final Dependencies dependencies;
    private final AlertSettings settings;
    private final Map<String, Traffic> traffic = new HashMap<>();
    private final Map<String, Instant> voted = new HashMap<>();

    TrafficVotes(Tallies tallies, Dependencies dependencies, AlertSettings settings) {
        this.tallies = tallies;
        this.dependencies = dependencies;
        this.settings = settings;
    }

    /** @param sightings all of one service */
    void look(String service, List<Sighting> sightings) {
        for (var sighting : sightings) {
            traffic.computeIfAbsent(key(sighting), _ -> new Traffic(settings.window()))
                    .seen(sighting.snapshot(), sighting.at());
        }
        var latest = sightings.stream().map(Sighting::at).max(Instant::compareTo);
        // However many instances tell, a vote is a look at another moment.
        var last = voted.get(service);
        if (latest.isEmpty() || last != null && latest.get().isBefore(last.plus(pause()))) {
            return;
        }
        var rates = sightings.stream()
                .map(sighting -> traffic.get(key(sighting)))
                .map(Traffic::latest)
                .flatMap(Optional::stream)
                .reduce(Traffic.Rates::plus);
        rates.ifPresent(together -> {
            voted.put(service, latest.get());
            vote(service, together, latest.get());
        });
    }

    /** Those that are gone are forgotten. */
    void keep(List<Sighting> all) {
        Set<String> there = all.stream().map(TrafficVotes::key).collect(Collectors.toSet());
        traffic.keySet().retainAll(there);
    }

    private static String key(Sighting sighting) {
        return sighting.service() + "/" + sighting.instance();
    }

    private Duration pause() {
        return settings.window().dividedBy(Traffic.MOST);
    }

    private void vote(String service, Traffic.Rates rates, Instant at) {
        var enough = rates.requests() >= settings.minRequests();
        found(
                AlertRule.ERROR_RATE,
                service,
                enough
                        ? severity(
                                rates.errorPercent(),
                                settings.errorRate().warning(),
                                settings.errorRate().critical())
                        : null,
                String.format(
                        Locale.ROOT,
                        "%.1f %% of %d requests in %d s ended in an error",
                        rates.errorPercent(),
                        rates.requests(),
                        settings.window().toSeconds()),
                at);
        found(
                AlertRule.LATENCY,
                service,
                enough
                        ? severity(
                                rates.p95Ms(),
                                settings.latency().warning().toMillis(),
                                settings.latency().critical().toMillis())
                        : null,
                String.format(
                        Locale.ROOT,
                        "P95 of %d requests in %d s is %.0f ms",
                        rates.requests(),
                        settings.window().toSeconds(),
                        rates.p95Ms()),
                at);
    }

    private static @Nullable AlertSeverity severity(double value, double warning, double critical) {
        if (value > critical) {
            return AlertSeverity.CRITICAL;
        }
        return value > warning ? AlertSeverity.WARNING : null;
    }

    private void found(AlertRule rule, String service, @Nullable AlertSeverity severity, String summary, Instant at) {
        tallies.found(new Finding(rule, service, service, severity, summary, dependencies.of(service), at));
    }
}
