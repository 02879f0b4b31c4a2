package io.breakwater.health.dependency;

import io.breakwater.health.component.ComponentStatus;
import io.breakwater.resilience.dependency.Degradation;
import io.breakwater.resilience.dependency.DegradationLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnWatchTest {

    private static Degradation unavailable(Map<String, String> reasons) {
        return new Degradation(DegradationLevel.UNAVAILABLE, reasons);
    }

    @Test
    void theFirstLookAtTheOthersIsNoTroubleOfThisService() {
        // When
        var itself = OwnWatch.itself(unavailable(Map.of("first-look", "not-checked-yet")));
        // Then
        assertThat(itself.status()).isEqualTo(ComponentStatus.HEALTHY);
    }

    @Test
    void whatElseIsAwayDuringTheFirstLookShows() {
        // When
        var itself = OwnWatch.itself(unavailable(Map.of("first-look", "not-checked-yet", "redis", "timeout")));
        // Then
        assertThat(itself.status()).isEqualTo(ComponentStatus.DEGRADED);
        assertThat(itself.detail()).isEqualTo("redis: timeout");
    }

    @Test
    void whatKeepsThisServiceFromServingMakesItUnhealthy() {
        // When
        var itself = OwnWatch.itself(unavailable(Map.of("local-store", "storage-full")));
        // Then
        assertThat(itself.status()).isEqualTo(ComponentStatus.UNHEALTHY);
    }
}
