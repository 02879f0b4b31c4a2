package io.breakwater.health.machine;

import io.breakwater.health.component.CheckResult;
import io.breakwater.health.component.ComponentStatus;
import io.breakwater.resilience.machine.MachineReading;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MachineChecksTest {

    /** The defaults, which are the suite's contract. */
    private static final MachineSettings CONTRACT = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(MachineSettings.class)
            .build()
            .getConfigMapping(MachineSettings.class);

    private final MachineChecks checks = new MachineChecks(CONTRACT);

    private static MachineReading memory(Double heap, double memory) {
        return new MachineReading(heap, memory, null, null, null, null);
    }

    private static MachineReading cpu(Double now, Double ofMinute) {
        return new MachineReading(null, 0, now, ofMinute, null, null);
    }

    @ParameterizedTest
    @CsvSource({"75,0,HEALTHY", "75.1,0,DEGRADED", "0,75.1,DEGRADED", "90,90,DEGRADED", "0,90.1,UNHEALTHY"})
    void memoryIsAsShortAsTheWorseOfHeapAndMachine(double heap, double memory, ComponentStatus status) {
        assertThat(checks.memory(memory(heap, memory), true).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"75,HEALTHY", "75.1,DEGRADED", "90.1,UNHEALTHY", ",UNKNOWN"})
    void ofAnInstanceOnTheSameMachineTheHeapAloneCounts(Double heap, ComponentStatus status) {
        assertThat(checks.memory(memory(heap, 99), false).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"95,,HEALTHY", "95,80,HEALTHY", "95,80.1,DEGRADED", ",,NOT_CONFIGURED"})
    void aBusyProcessorIsFineUntilItStaysBusyForAMinute(Double now, Double ofMinute, ComponentStatus status) {
        assertThat(checks.cpu(cpu(now, ofMinute)).status()).isEqualTo(status);
    }

    @Test
    void severalInstancesAreAsShortAsTheShortestOfThem() {
        // Given
        var found = new LinkedHashMap<String, CheckResult>();
        found.put("usage-1", checks.memory(memory(10.0, 0), true));
        found.put("usage-2", checks.memory(memory(95.0, 0), true));
        found.put("usage-3", checks.memory(memory(80.0, 0), true));
        // When
        var together = MachineChecks.together(found);
        // Then
        assertThat(together.status()).isEqualTo(ComponentStatus.UNHEALTHY);
        assertThat(together.detail())
                .isEqualTo("2 of 3 instances: usage-2: heap 95 %, machine or container 0 % in use");
    }

    @Test
    void anInstanceThatIsNotKnownYetSaysNothingOfTheOthers() {
        // Given
        var found = Map.of(
                "usage-1", checks.memory(memory(10.0, 0), false), "usage-2", checks.memory(memory(null, 0), false));
        // When
        var together = MachineChecks.together(found);
        // Then
        assertThat(together.status()).isEqualTo(ComponentStatus.HEALTHY);
        assertThat(together.detail()).isEqualTo("2 instances have enough");
    }

    @ParameterizedTest
    @CsvSource({"90,HEALTHY", "90.5,DEGRADED"})
    void aDiskIsShortAboveItsThreshold(double used, ComponentStatus status) {
        assertThat(checks.disk(() -> used).status()).isEqualTo(status);
    }

    @Test
    void aDiskThatCannotBeReadIsUnhealthy() {
        // When
        var found = checks.disk(() -> {
            throw new IOException("gone");
        });
        // Then
        assertThat(found.status()).isEqualTo(ComponentStatus.UNHEALTHY);
    }

    @Test
    void aDirectoryThatIsNotThereYetIsOnTheDiskOfTheOneAboveIt() throws IOException {
        assertThat(new DataDisk("does/not/exist/yet").used()).isGreaterThan(0).isLessThanOrEqualTo(100);
    }
}
