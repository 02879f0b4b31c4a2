package io.breakwater.resilience.machine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MachineReaderTest {

    private final Load load = new Load();
    private final MachineReader reader = new MachineReader(load);

    @AfterEach
    void stop() {
        reader.stop();
    }

    /** What a test says. */
    private static final class Load implements Machine {
        private Heap heap = new Heap(40, false);
        private OptionalDouble cpu = OptionalDouble.of(95);

        @Override
        public Heap heap() {
            return heap;
        }

        @Override
        public double memory() {
            return 63.04;
        }

        @Override
        public OptionalDouble cpu() {
            return cpu;
        }

        @Override
        public Optional<String> memoryOf() {
            return Optional.empty();
        }

        @Override
        public Optional<String> cpuOf() {
            return Optional.of("here");
        }
    }

    /** One more makes a minute with the one that is read at the start. */
    private List<MachineReading> aMinute() {
        return Stream.generate(reader::read).limit(5).toList();
    }

    @Test
    void itIsKnownFromTheStart() {
        assertThat(reader.latest()).isEqualTo(new MachineReading(40.0, 63.0, 95.0, null, null, "here"));
    }

    @Test
    void aBusyProcessorHasBeenBusyForAMinuteOnlyAfterOne() {
        // When
        var minute = aMinute();
        // Then
        assertThat(minute.subList(0, 4)).allMatch(reading -> reading.cpuOfMinute() == null);
        assertThat(minute.getLast().cpuOfMinute()).isEqualTo(95);
    }

    @Test
    void oneQuietMomentIsWhatAMinuteWentDownTo() {
        // Given
        aMinute();
        // When
        load.cpu = OptionalDouble.of(5);
        var quiet = reader.read();
        load.cpu = OptionalDouble.of(95);
        // Then
        assertThat(quiet.cpuOfMinute()).isEqualTo(5);
        assertThat(aMinute()).allMatch(reading -> reading.cpuOfMinute() == 5);
        assertThat(reader.read().cpuOfMinute()).isEqualTo(95);
    }

    @Test
    void aHeapThatMayBeFullOfGarbageIsKnownAfterAMinute() {
        // Given
        load.heap = new Machine.Heap(95, true);
        // When
        var minute = aMinute();
        // Then: the one that was read at the start was lower
        assertThat(minute.subList(0, 4)).allMatch(reading -> reading.heap() == null);
        assertThat(minute.getLast().heap()).isEqualTo(40);
        assertThat(reader.read().heap()).isEqualTo(95);
    }

    @Test
    void aPlatformThatDoesNotTellOfItsProcessorIsNotMadeUpFor() {
        // When
        load.cpu = OptionalDouble.empty();
        // Then
        assertThat(reader.read().cpu()).isNull();
        assertThat(reader.read().cpuOfMinute()).isNull();
    }

    @Test
    void thisMachineTellsPlausibleNumbers() {
        // Given
        var machine = new ThisMachine();
        System.gc();
        // When
        var numbers = List.of(machine.heap().percent(), machine.memory());
        // Then
        assertThat(numbers)
                .allSatisfy(percent -> assertThat(percent).isGreaterThan(0).isLessThanOrEqualTo(100));
        assertThat(machine.memoryOf()).isEqualTo(new ThisMachine().memoryOf());
    }
}
