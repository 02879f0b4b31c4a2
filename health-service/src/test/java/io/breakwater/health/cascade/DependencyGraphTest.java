package io.breakwater.health.cascade;

import io.breakwater.health.cascade.CascadeRisk.Level;
import io.breakwater.health.component.Component;
import io.breakwater.health.component.ComponentReport;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Components;
import io.breakwater.health.component.Criticality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DependencyGraphTest {

    private static List<ComponentReport> reports(Map<String, ComponentStatus> others) {
        return Components.ALL.stream()
                .map(component -> new ComponentReport(
                        component.name(),
                        others.getOrDefault(component.name(), ComponentStatus.HEALTHY),
                        component.critical(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        null))
                .toList();
    }

    private static CascadeRisk risk(Map<String, ComponentStatus> others) {
        return new DependencyGraph(Components.ALL).risk(reports(others));
    }

    @Test
    void whereNothingFailsNothingIsAtRisk() {
        // When
        var risk = risk(Map.of("redis", ComponentStatus.NOT_CONFIGURED, "images", ComponentStatus.UNKNOWN));
        // Then
        assertThat(risk.level()).isEqualTo(Level.NONE);
        assertThat(risk.points()).isZero();
        assertThat(risk.rootCauses()).isEmpty();
        assertThat(risk.next()).isEmpty();
    }

    @Test
    void aLostDatabaseEndangersWhatNeedsItAndWhatNeedsThat() {
        // When
        var risk = risk(Map.of("database", ComponentStatus.UNHEALTHY));
        // Then: 17 and 8 at one step, 17 at two
        assertThat(risk.points()).isEqualTo(17 * 0.5 + 8 * 0.5 + 17 * 0.25, within(0.1));
        assertThat(risk.level()).isEqualTo(Level.MEDIUM);
        assertThat(risk.rootCauses())
                .extracting(CascadeRisk.RootCause::component)
                .containsExactly("database");
        assertThat(risk.rootCauses().getFirst().endangers()).isEqualTo(3);
        assertThat(risk.next())
                .extracting(CascadeRisk.Threatened::component)
                .containsExactly("health-service", "usage-service");
        assertThat(risk.paths())
                .extracting(CascadeRisk.Path::components)
                .contains(List.of("database", "usage-service", "ai-reply-service"));
    }

    @Test
    void whatFailsBecauseOfSomethingElseIsNoRootCause() {
        // When
        var risk = risk(Map.of(
                "redis", ComponentStatus.UNHEALTHY,
                "usage-service", ComponentStatus.DEGRADED,
                "cpu", ComponentStatus.DEGRADED));
        // Then
        assertThat(risk.rootCauses())
                .extracting(CascadeRisk.RootCause::component)
                .containsExactly("redis", "cpu");
        assertThat(risk.next())
                .extracting(CascadeRisk.Threatened::component)
                .containsExactly("ai-reply-service", "image-proxy-service", "health-service");
    }

    @Test
    void aCircleIsSeen() {
        // Given
        var components = new ArrayList<>(Components.ALL);
        components.add(new Component("a", Criticality.OPTIONAL, 2, List.of("b")));
        components.add(new Component("b", Criticality.OPTIONAL, 2, List.of("redis")));
        // When
        var circle = new ArrayList<>(components);
        circle.set(circle.size() - 1, new Component("b", Criticality.OPTIONAL, 2, List.of("a")));
        // Then
        assertThat(DependencyGraph.hasCircle(components, "b")).isFalse();
        assertThat(DependencyGraph.hasCircle(circle, "b")).isTrue();
    }
}
