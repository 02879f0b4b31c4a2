package io.breakwater.health.overview;

import io.breakwater.health.overview.DetailedHealth.ServiceView;
import io.breakwater.health.suite.BreakerStates;
import io.breakwater.health.suite.Observation;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.metrics.Red;
import io.breakwater.resilience.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of what was seen of an instance what answers show of it. */
final class Services {

    static final int HOSTS = 50;

    private static final Predicate<BreakerSnapshot> OF_A_HOST =
            breaker -> breaker.name().contains(":");

    private Services() {}

    static ServiceView view(Observation seen, Instant now) {
        @Nullable Snapshot snapshot = seen.snapshot();
        var name = seen.service().serviceName();
        var reason = seen.reason() == null ? null : seen.reason().slug();
        if (snapshot == null) {
            return new ServiceView(
                    name,
                    seen.id(),
                    false,
                    reason,
                    seen.checkedAt(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    Map.of(),
                    List.of());
        }
        return view(snapshot, seen.id(), seen.current() != null, reason, seen.checkedAt(), seen.seenAt(), now);
    }

    /** This instance itself. */
    static ServiceView own(Snapshot snapshot, Instant now) {
        return view(snapshot, snapshot.service() + "@self", true, null, now, now, now);
    }

    private static ServiceView view(
            Snapshot snapshot,
            String id,
            boolean reachable,
            @Nullable String reason,
            @Nullable Instant checkedAt,
            @Nullable Instant seenAt,
            Instant now) {
        return new ServiceView(
                snapshot.service(),
                id,
                reachable,
                reason,
                checkedAt,
                seenAt,
                snapshot.instance(),
                snapshot.version(),
                snapshot.uptime(),
                snapshot.degradation(),
                snapshot.requests(),
                Red.Duration.of(snapshot.durations()),
                snapshot.machine(),
                snapshot.breakers().stream()
                        .filter(OF_A_HOST.negate())
                        .map(breaker -> BreakerView.of(breaker, reachable, now))
                        .toList(),
                snapshot.breakers().stream()
                        .filter(OF_A_HOST)
                        .collect(Collectors.groupingBy(
                                breaker -> reachable ? breaker.state().name() : BreakerStates.UNKNOWN,
                                TreeMap::new,
                                Collectors.counting())),
                snapshot.breakers().stream()
                        .filter(OF_A_HOST)
                        .filter(breaker -> breaker.state() != BreakerState.CLOSED)
                        .limit(HOSTS)
                        .map(breaker -> BreakerView.of(breaker, reachable, now))
                        .toList());
    }
}
