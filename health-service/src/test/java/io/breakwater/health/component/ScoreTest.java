package io.breakwater.health.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static io.breakwater.health.component.ComponentStatus.DEGRADED;
import static io.breakwater.health.component.ComponentStatus.HEALTHY;
import static io.breakwater.health.component.ComponentStatus.NOT_CONFIGURED;
import static io.breakwater.health.component.ComponentStatus.UNHEALTHY;
import static io.breakwater.health.component.ComponentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

class ScoreTest {

    private static List<ComponentReport> reports(ComponentStatus rest, Map<Component, ComponentStatus> others) {
        return Components.ALL.stream()
                .map(component -> new ComponentReport(
                        component.name(),
                        others.getOrDefault(component, rest),
                        component.critical(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        null))
                .toList();
    }

    @Test
    void theWeightsAddUpToAHundred() {
        assertThat(Components.ALL.stream().mapToInt(Component::weight).sum()).isEqualTo(100);
    }

    @Test
    void allHealthyOrNotConfiguredScoresAHundredAndCostsNothing() {
        // Given
        var components = reports(HEALTHY, Map.of(Components.REDIS, NOT_CONFIGURED));
        // When
        var score = Score.of(components);
        // Then
        assertThat(score.value()).isEqualTo(100);
        assertThat(score.costs()).isEmpty();
        assertThat(SuiteStatus.of(components)).isEqualTo(SuiteStatus.HEALTHY);
    }

    @Test
    void nothingLeftScoresZero() {
        assertThat(Score.of(reports(UNHEALTHY, Map.of())).value()).isZero();
    }

    @Test
    void unhealthyCostsTheWeightDegradedAndUnknownHalfOfIt() {
        // Given
        var components = reports(
                HEALTHY,
                Map.of(
                        Components.DATABASE, UNHEALTHY,
                        Components.MODEL, DEGRADED,
                        Components.IMAGES, UNKNOWN));
        // When
        var score = Score.of(components);
        // Then
        assertThat(score.value()).isEqualTo(100 - 10 - 4 - 2);
        assertThat(score.costs())
                .extracting(Score.Cost::component, Score.Cost::points)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("database", 10.0),
                        org.assertj.core.groups.Tuple.tuple("model", 4.0),
                        org.assertj.core.groups.Tuple.tuple("images", 2.0));
    }

    @Test
    void onlyACriticalComponentMakesTheSuiteUnhealthy() {
        assertThat(SuiteStatus.of(reports(HEALTHY, Map.of(Components.USAGE_SERVICE, UNHEALTHY))))
                .isEqualTo(SuiteStatus.UNHEALTHY);
        assertThat(SuiteStatus.of(reports(HEALTHY, Map.of(Components.DATABASE, UNHEALTHY))))
                .isEqualTo(SuiteStatus.DEGRADED);
        assertThat(SuiteStatus.of(reports(HEALTHY, Map.of(Components.USAGE_SERVICE, DEGRADED))))
                .isEqualTo(SuiteStatus.DEGRADED);
        assertThat(SuiteStatus.of(reports(HEALTHY, Map.of(Components.MODEL, UNKNOWN))))
                .isEqualTo(SuiteStatus.DEGRADED);
    }
}
