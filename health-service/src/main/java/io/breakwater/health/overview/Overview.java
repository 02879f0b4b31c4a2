package io.breakwater.health.overview;

import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.Score;
import io.breakwater.health.component.SuiteStatus;
import io.breakwater.health.overview.DetailedHealth.ServiceView;
import io.breakwater.health.suite.BreakerStates;
import io.breakwater.health.suite.Observation;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.breaker.BreakerSnapshot;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.breakwater.resilience.snapshot.Snapshot;
import io.breakwater.resilience.snapshot.SnapshotResource;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what is known. The one model of every path that tells of health; reads memory alone. */
@Singleton
final class Overview {

    private static final Predicate<BreakerSnapshot> OF_A_HOST =
            breaker -> breaker.name().contains(":");

    private final ComponentBoard board;
    private final SuiteWatch suite;
    private final SnapshotResource own;
    private final InstanceIdentity identity;
    private final InstantSource clock;

    Overview(
            ComponentBoard board,
            SuiteWatch suite,
            SnapshotResource own,
            InstanceIdentity identity,
            InstantSource clock) {
        this.board = board;
        this.suite = suite;
        this.own = own;
        this.identity = identity;
        this.clock = clock;
    }

    Health basic() {
        var components = board.reports();
        return new Health(
                SuiteStatus.of(components),
                identity.uptime().toSeconds(),
                clock.instant(),
                identity.version(),
                Score.of(components).value(),
                BreakerStates.worst(own.snapshot(), suite.observations()));
    }

    DetailedHealth detailed() {
        var components = board.reports();
        var score = Score.of(components);
        var seen = suite.observations();
        return new DetailedHealth(
                SuiteStatus.of(components),
                identity.uptime().toSeconds(),
                clock.instant(),
                identity.version(),
                score.value(),
                score,
                BreakerStates.worst(own.snapshot(), seen),
                components,
                seen.stream().map(Overview::view).toList());
    }

    ComponentList components() {
        var components = board.reports();
        return new ComponentList(SuiteStatus.of(components), clock.instant(), components);
    }

    private static ServiceView view(Observation seen) {
        @Nullable Snapshot snapshot = seen.snapshot();
        var name = seen.service().serviceName();
        var reachable = seen.current() != null;
        if (snapshot == null) {
            return new ServiceView(
                    name, reachable, seen.checkedAt(), null, null, null, null, null, List.of(), Map.of());
        }
        return new ServiceView(
                name,
                reachable,
                seen.checkedAt(),
                seen.seenAt(),
                snapshot.instance(),
                snapshot.version(),
                snapshot.uptime(),
                snapshot.degradation(),
                snapshot.breakers().stream()
                        .filter(OF_A_HOST.negate())
                        .map(breaker -> BreakerView.of(breaker, reachable))
                        .toList(),
                snapshot.breakers().stream()
                        .filter(OF_A_HOST)
                        .collect(Collectors.groupingBy(
                                breaker -> reachable ? breaker.state().name() : BreakerStates.UNKNOWN,
                                TreeMap::new,
                                Collectors.counting())));
    }
}
