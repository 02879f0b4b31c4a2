package io.breakwater.imageproxy.cache;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownKeysTest {

    private final KnownKeys known = new KnownKeys(7);

    @Test
    void beforeItsFirstReadingAndWhileInDoubtThereMayBeARowForEverything() {
        // Given
        known.replace(List.of());
        assertThat(known.mayHold("a")).isFalse();

        // When
        known.doubt();

        // Then
        assertThat(known.mayHold("a")).isTrue();
        assertThat(new KnownKeys(7).mayHold("a")).isTrue();
    }

    @Test
    void itKnowsWhatCameAndNotWhatWent() {
        // Given
        known.replace(List.of(known.bits("a")));

        // When
        var before = known.add(List.of("a", "b", "c", "c"));

        // Then
        assertThat(before).as("a row may be there").containsExactlyInAnyOrder("a", "c");
        known.remove(List.of("b"));
        assertThat(known.mayHold("a")).isTrue();
        assertThat(known.mayHold("b")).isFalse();
        assertThat(known.mayHold("c")).isTrue();
        assertThat(known.size()).isEqualTo(2);
    }

    @Test
    void theBitsOfKeysTellThemApart() {
        // When
        var different = IntStream.range(0, 200_000)
                .mapToLong(n -> known.bits("key-" + n))
                .distinct()
                .count();

        // Then
        assertThat(different).isEqualTo(200_000);
    }

    @Test
    void whatIsTakenForOneKeyByOneProcessIsNotByAnother() {
        // When
        var other = new KnownKeys(8);

        // Then
        assertThat(other.bits("a")).isNotEqualTo(known.bits("a"));
    }
}
