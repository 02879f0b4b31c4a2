package io.breakwater.health.overview;

import io.breakwater.health.cascade.CascadeRisk;
import io.breakwater.health.cascade.DependencyGraph;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentBoard;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.Score;
import io.breakwater.health.component.SuiteStatus;
import io.breakwater.health.history.Uptimes;
import io.breakwater.health.suite.BreakerStates;
import io.breakwater.health.suite.SuiteWatch;
import io.breakwater.resilience.instance.InstanceIdentity;
import io.breakwater.resilience.snapshot.SnapshotResource;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what is known. The one model of every path that tells of health; reads memory alone. */
@Singleton
public final class Overview {

    private final ComponentBoard board;
    private final SuiteWatch suite;
    private final SnapshotResource own;
    private final Uptimes uptimes;
    private final InstanceIdentity identity;
    private final InstantSource clock;

    Overview(
            ComponentBoard board,
            SuiteWatch suite,
            SnapshotResource own,
            Uptimes uptimes,
            InstanceIdentity identity,
            InstantSource clock) {
        this.board = board;
        this.suite = suite;
        this.own = own;
        this.uptimes = uptimes;
        this.identity = identity;
        this.clock = clock;
    }

    /** In short. */
    public Health basic() {
        var reports = board.reports();
        return new Health(
                SuiteStatus.of(reports),
                identity.uptime().toSeconds(),
                clock.instant(),
                identity.version(),
                Score.of(reports, board.components()).value(),
                BreakerStates.worst(own.snapshot(), suite.observations()));
    }

    /** The whole picture. */
    public DetailedHealth detailed() {
        var reports = board.reports();
        var score = Score.of(reports, board.components());
        var seen = suite.observations();
        var itself = own.snapshot();
        var now = clock.instant();
        return new DetailedHealth(
                SuiteStatus.of(reports),
                identity.uptime().toSeconds(),
                now,
                identity.version(),
                score.value(),
                score,
                BreakerStates.worst(itself, seen),
                views(reports),
                risk(reports),
                Stream.concat(seen.stream().map(each -> Services.view(each, now)), Stream.of(Services.own(itself, now)))
                        .toList());
    }

    /** Every component, with its uptime: the whole picture goes out several times a second and leaves that to this list. */
    public ComponentList components() {
        var reports = board.reports();
        return new ComponentList(
                SuiteStatus.of(reports),
                clock.instant(),
                views(reports).stream()
                        .map(view -> view.with(uptimes.of(view.name())))
                        .toList());
    }

    /** One component, as that list has it. */
    ComponentView component(Component component) {
        var known = board.components().stream().map(Component::name).collect(Collectors.toSet());
        return ComponentView.of(component, board.get(component), known).with(uptimes.of(component.name()));
    }

    /** What may fall next. */
    public CascadeRisk risk() {
        return risk(board.reports());
    }

    private CascadeRisk risk(List<ComponentReport> reports) {
        return new DependencyGraph(board.components()).risk(reports);
    }

    private List<ComponentView> views(List<ComponentReport> reports) {
        var components = board.components().stream().collect(Collectors.toMap(Component::name, Function.identity()));
        return reports.stream()
                .filter(report -> components.containsKey(report.name()))
                .map(report -> ComponentView.of(components.get(report.name()), report, components.keySet()))
                .toList();
    }
}
