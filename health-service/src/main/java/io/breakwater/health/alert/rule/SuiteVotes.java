package io.breakwater.health.alert.rule;

import io.breakwater.health.alert.AlertPage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the instances' snapshots say. What was looked at before has no second vote. For one thread. */
@Singleton
final class SuiteVotes {

    private final TrafficVotes traffic;
    private final BreakerVotes breakers;
    private final Map<String, Instant> seen = new HashMap<>();

    SuiteVotes(TrafficVotes traffic, BreakerVotes breakers) {
        this.traffic = traffic;
        this.breakers = breakers;
    }

    /** @param sightings of all instances that answer */
    void look(List<Sighting> sightings, AlertPage page) {
        var services = sightings.stream().collect(Collectors.groupingBy(Sighting::service));
        var news = false;
        for (var service : services.entrySet()) {
            var latest = service.getValue().stream().map(Sighting::at).max(Instant::compareTo);
            if (latest.isPresent() && !latest.get().equals(seen.put(service.getKey(), latest.get()))) {
                news = true;
                traffic.look(service.getKey(), service.getValue());
                breakers.each(service.getKey(), service.getValue(), latest.get());
            }
        }
        traffic.keep(sightings);
        if (news) {
            sightings.stream()
                    .map(Sighting::at)
                    .max(Instant::compareTo)
                    .ifPresent(at -> breakers.together(sightings, page, at));
        }
    }
}
