package io.breakwater.health.machine;

import io.breakwater.health.component.ComponentStatus;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
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

    private record Load(Heap heap, double memory, OptionalDouble cpu, double disk) implements Machine {
        static Load of(double percent) {
            return new Load(kept(percent), 0, OptionalDouble.of(percent), percent);
        }
    }

    private static Machine.Heap kept(double percent) {
        return new Machine.Heap(percent, false);
    }

    private static MachineChecks checks(Machine machine) {
        return new MachineChecks(machine, CONTRACT);
    }

    @ParameterizedTest
    @CsvSource({"75,0,HEALTHY", "75.1,0,DEGRADED", "0,75.1,DEGRADED", "90,90,DEGRADED", "0,90.1,UNHEALTHY"})
    void memoryIsAsShortAsTheWorseOfHeapAndMachine(double heap, double memory, ComponentStatus status) {
        var checks = checks(new Load(kept(heap), memory, OptionalDouble.empty(), 0));

        assertThat(checks.memory().status()).isEqualTo(status);
    }

    @Test
    void aHeapThatMayBeFullOfGarbageIsFineUntilItStaysFullForAMinute() {
        // Given
        var checks = checks(new Load(new Machine.Heap(95, true), 0, OptionalDouble.empty(), 0));
        // When
        var statuses = Stream.generate(() -> checks.memory().status()).limit(6).toList();
        // Then
        assertThat(statuses.subList(0, 5)).containsOnly(ComponentStatus.HEALTHY);
        assertThat(statuses.getLast()).isEqualTo(ComponentStatus.UNHEALTHY);
    }

    @Test
    void aBusyProcessorIsFineUntilItStaysBusyForAMinute() {
        // Given
        var checks = checks(Load.of(95));
        // When
        var statuses = Stream.generate(() -> checks.cpu().status()).limit(6).toList();
        // Then
        assertThat(statuses.subList(0, 5)).containsOnly(ComponentStatus.HEALTHY);
        assertThat(statuses.getLast()).isEqualTo(ComponentStatus.DEGRADED);
    }

    @Test
    void aPlatformThatDoesNotTellOfItsProcessorCountsAgainstNothing() {
        var checks = checks(new Load(kept(0), 0, OptionalDouble.empty(), 0));

        assertThat(checks.cpu().status()).isEqualTo(ComponentStatus.NOT_CONFIGURED);
    }

    @ParameterizedTest
    @CsvSource({"90,HEALTHY", "90.5,DEGRADED"})
    void aDiskIsShortAboveItsThreshold(double used, ComponentStatus status) {
        assertThat(checks(Load.of(used)).disk().status()).isEqualTo(status);
    }

    @Test
    void aDiskThatCannotBeReadIsUnhealthy() {
        // Given
        var broken = new Machine() {
            @Override
            public Heap heap() {
                return kept(0);
            }

            @Override
            public double memory() {
                return 0;
            }

            @Override
            public OptionalDouble cpu() {
                return OptionalDouble.empty();
            }

            @Override
            public double disk() throws IOException {
                throw new IOException("gone");
            }
        };
        // When
        var found = checks(broken).disk();
        // Then
        assertThat(found.status()).isEqualTo(ComponentStatus.UNHEALTHY);
    }

    @Test
    void thisMachineTellsPlausibleNumbers() throws IOException {
        // Given
        var machine = new ThisMachine("does/not/exist/yet");
        System.gc();
        // When
        var numbers = List.of(machine.heap().percent(), machine.memory(), machine.disk());
        // Then
        assertThat(numbers)
                .allSatisfy(percent -> assertThat(percent).isGreaterThan(0).isLessThanOrEqualTo(100));
    }
}
