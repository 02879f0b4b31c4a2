package io.breakwater.aireply.safety;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LeakTest {

    private static final int PIECE = 25;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 13, 14, 25, 26, 74, 75})
    void twentyFiveLettersInARowAreALeakWhereverTheyBeginAndOneLessIsNone(int begin) {
        // Given
        var secret = letters(new Random(begin), 100, 26);
        var leak = new Leak(secret);

        // When
        var told = leak.in("0" + secret.substring(begin, begin + PIECE) + "0");

        // Then
        assertThat(told).isTrue();
        assertThat(leak.in(secret.substring(begin, begin + PIECE - 1))).isFalse();
    }

    /** Few different letters, so that pieces come by chance, and blocks that are no pieces even more often. */
    @Test
    void itFindsWhatLookingForEachPieceFinds() {
        // Given
        var random = new Random(1);
        var found = 0;
        for (var n = 0; n < 2_000; n++) {
            var secret = letters(random, random.nextInt(60), 1 + n % 2);
            var text = letters(random, 15, 2) + secret.substring(secret.length() / 3) + letters(random, 15, 2);

            // When
            var told = new Leak(secret).in(text);

            // Then
            assertThat(told).isEqualTo(naively(secret, text));
            found += told ? 1 : 0;
        }
        assertThat(found).isBetween(200, 1_800);
    }

    /** Forwards, backwards and turned by thirteen. */
    private static boolean naively(String secret, String text) {
        var turned = new StringBuilder();
        text.chars().forEach(letter -> turned.append((char) ((letter - 'a' + 13) % 26 + 'a')));
        return IntStream.rangeClosed(0, secret.length() - PIECE)
                .mapToObj(at -> secret.substring(at, at + PIECE))
                .anyMatch(piece -> text.contains(piece)
                        || new StringBuilder(text).reverse().toString().contains(piece)
                        || turned.toString().contains(piece));
    }

    private static String letters(Random random, int length, int different) {
        var letters = new StringBuilder();
        for (var n = 0; n < length; n++) {
            letters.append((char) ('a' + random.nextInt(different)));
        }
        return letters.toString();
    }
}
