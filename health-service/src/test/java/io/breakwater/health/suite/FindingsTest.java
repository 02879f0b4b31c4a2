package io.breakwater.health.suite;

import io.breakwater.health.Snapshots;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.health.component.Components;
import io.breakwater.resilience.breaker.BreakerState;
import io.breakwater.resilience.dependency.DegradationLevel;
import io.breakwater.resilience.dependency.DependencyState;
import io.breakwater.resilience.problem.ProblemCode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FindingsTest {

    private static final URI HERE = URI.create("http://127.0.0.1:1");

    private static Observation seen(SuiteService service, Snapshots snapshot) {
        return Observation.none(service, HERE).answered(snapshot.get(), Duration.ofMillis(5), Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({"NONE,HEALTHY", "REDUCED,DEGRADED", "MINIMAL,DEGRADED", "UNAVAILABLE,UNHEALTHY"})
    void aServiceIsAsDegradedAsItSays(DegradationLevel level, ComponentStatus status) {
        var seen = seen(SuiteService.USAGE, Snapshots.of("usage-service").degraded(level, "database", "timeout"));

        assertThat(Findings.of(seen).get(Components.USAGE_SERVICE).status()).isEqualTo(status);
    }

    @Test
    void aServiceThatDoesNotAnswerIsUnhealthyAndWhatOnlyItKnowsIsUnknown() {
        // Given
        var seen = seen(SuiteService.AI_REPLY, Snapshots.of("ai-reply-service"))
                .failed(ProblemCode.TIMEOUT, Instant.EPOCH);
        // When
        var found = Findings.of(seen);
        // Then
        assertThat(found.get(Components.AI_REPLY_SERVICE).status()).isEqualTo(ComponentStatus.UNHEALTHY);
        assertThat(found.get(Components.AI_REPLY_SERVICE).detail()).contains("timeout");
        assertThat(found.get(Components.MODEL).status()).isEqualTo(ComponentStatus.UNKNOWN);
    }

    @Test
    void anOpenBreakerDegradesItsService() {
        var seen = seen(SuiteService.USAGE, Snapshots.of("usage-service").breaker("redis", BreakerState.OPEN));

        assertThat(Findings.of(seen).get(Components.USAGE_SERVICE).detail()).contains("redis");
    }

    @ParameterizedTest
    @CsvSource({"UP,HEALTHY", "DOWN,UNHEALTHY", "NOT_CONFIGURED,NOT_CONFIGURED", "UNKNOWN,UNKNOWN"})
    void theModelIsAsAiReplyServiceSeesIt(DependencyState state, ComponentStatus status) {
        var seen = seen(SuiteService.AI_REPLY, Snapshots.of("ai-reply-service").dependency("ai-service", state));

        assertThat(Findings.of(seen).get(Components.MODEL).status()).isEqualTo(status);
    }

    @Test
    void oneImageHostThatFailsIsItsOwnAffair() {
        // Given
        var oneOfTwo = Snapshots.of("image-proxy-service")
                .breaker("image:a.example", BreakerState.OPEN)
                .breaker("image:b.example", BreakerState.CLOSED);
        // When
        var found = Findings.of(seen(SuiteService.IMAGE_PROXY, oneOfTwo));
        // Then
        assertThat(found.get(Components.IMAGE_PROXY_SERVICE).status()).isEqualTo(ComponentStatus.HEALTHY);
        assertThat(found.get(Components.IMAGES).status()).isEqualTo(ComponentStatus.HEALTHY);
    }

    @Test
    void whenEveryImageHostFailsTheWayOutIsLost() {
        // Given
        var all = Snapshots.of("image-proxy-service")
                .breaker("image:a.example", BreakerState.OPEN)
                .breaker("image:b.example", BreakerState.OPEN)
                .breaker("image:c.example", BreakerState.OPEN);
        // When
        var found = Findings.of(seen(SuiteService.IMAGE_PROXY, all));
        // Then
        assertThat(found.get(Components.IMAGES).status()).isEqualTo(ComponentStatus.DEGRADED);
    }

    @Test
    void breakersOfTheSuiteAreToldByTheirWorstState() {
        // Given
        var own = Snapshots.of("health-service")
                .breaker("redis", BreakerState.CLOSED)
                .breaker("database", BreakerState.HALF_OPEN)
                .get();
        var images = seen(
                SuiteService.IMAGE_PROXY,
                Snapshots.of("image-proxy-service")
                        .breaker("redis", BreakerState.OPEN)
                        .breaker("image:a.example", BreakerState.CLOSED)
                        .breaker("image:b.example", BreakerState.OPEN));
        // When
        var worst = BreakerStates.worst(own, List.of(images, Observation.none(SuiteService.USAGE, HERE)));
        // Then
        assertThat(worst)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("aiService", "UNKNOWN", "redis", "OPEN", "database", "HALF_OPEN", "image", "OPEN"));
    }

    @Test
    void breakersThatOnlyAServiceWhichIsAwayHasAreUnknown() {
        // Given
        var own = Snapshots.of("health-service")
                .breaker("redis", BreakerState.CLOSED)
                .get();
        var away = seen(
                        SuiteService.AI_REPLY,
                        Snapshots.of("ai-reply-service")
                                .breaker("redis", BreakerState.OPEN)
                                .breaker("ai-service", BreakerState.CLOSED))
                .failed(ProblemCode.TIMEOUT, Instant.EPOCH);
        // When
        var worst = BreakerStates.worst(own, List.of(away));
        // Then
        assertThat(worst).containsExactlyInAnyOrderEntriesOf(Map.of("aiService", "UNKNOWN", "redis", "CLOSED"));
    }

    @Test
    void oneOfTwoInstancesThatIsAwayDegradesItsServiceAndTakesNothingElseAlong() {
        // Given
        var well = seen(
                SuiteService.AI_REPLY, Snapshots.of("ai-reply-service").dependency("ai-service", DependencyState.UP));
        var away = seen(SuiteService.AI_REPLY, Snapshots.of("ai-reply-service"))
                .failed(ProblemCode.TIMEOUT, Instant.EPOCH);
        // When
        var found = Findings.of(List.of(well, away));
        // Then
        assertThat(found.get(Components.AI_REPLY_SERVICE).status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(found.get(Components.AI_REPLY_SERVICE).detail()).contains("1 of 2 instances");
        assertThat(found.get(Components.MODEL).status()).isEqualTo(ComponentStatus.HEALTHY);
        assertThat(Findings.of(List.of(away, away))
                        .get(Components.AI_REPLY_SERVICE)
                        .status())
                .isEqualTo(ComponentStatus.UNHEALTHY);
    }
}
