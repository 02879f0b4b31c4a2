package io.breakwater.bench.health;

import io.breakwater.bench.load.Load;
import io.breakwater.bench.load.Requests;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FleetTest {

    private static final Duration LENGTH = Duration.ofMillis(500);

    private Fleet fleet;

    @BeforeEach
    void start() throws IOException {
        fleet = new Fleet(2);
    }

    @AfterEach
    void stop() throws IOException {
        fleet.close();
    }

    @Test
    void eachTimeItIsAskedIsNotedWithTheGapToTheOneBefore() {
        // Given
        var from = System.nanoTime();
        // When
        var measured = load(0).at(100, LENGTH);
        // Then
        var seen = fleet.seen(from, System.nanoTime());
        assertThat(measured.answers()).containsOnlyKeys(200);
        assertThat(seen.checks()).isEqualTo(measured.acknowledged());
        assertThat(seen.gaps().getTotalCount()).isEqualTo(seen.checks() - 1);
        assertThat(seen.gaps().getMean()).isBetween(5.0, 20.0);
    }

    @Test
    void whatIsGoneRefusesAndIsAtTheSamePlaceWhenItComesBack() throws IOException {
        // Given
        var place = fleet.address(1);
        fleet.vanish();
        var gone = load(1).asFastAsItGoes(Duration.ofMillis(50));
        // When
        fleet.comeBack();
        // Then
        assertThat(gone.answers()).containsOnlyKeys(0);
        assertThat(fleet.address(1)).isEqualTo(place);
        assertThat(load(1).at(20, LENGTH).answers()).containsOnlyKeys(200);
    }

    private Load load(int member) {
        return new Load(fleet.address(member), 1, () -> Requests.get("/health"));
    }
}
