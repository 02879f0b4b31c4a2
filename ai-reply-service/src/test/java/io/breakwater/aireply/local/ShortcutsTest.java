package io.breakwater.aireply.local;

import io.breakwater.aireply.answer.AnswerKey;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is found out without a pattern, for speed, is what the pattern says that it is. */
class ShortcutsTest {

    private static final int TEXTS = 20_000;
    private static final Pattern BREAKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern HIDDEN = Pattern.compile("(\\x{1F3F4}[\\x{E0020}-\\x{E007F}]+)|[\\p{Cc}&&[^\\n\\t]]"
            + "|[\\u200B\\u2060\\uFEFF\\u00AD\\u202A-\\u202E\\u2066-\\u2069\\x{E0000}-\\x{E007F}]");

    /** Letters, digits, marks, spaces and what hides, of one and of two characters. */
    private static final int[] SAMPLES = {
        'a', 'Z', 'ß', 'é', 'İ', 'Σ', '7', '²', '½', 0x661, 0x2167, 0x301, 0x20E3, 0x10400, 0x1D7D8, 0x1F600, 0x1F3F4,
        0xE0067, 0xE007F, 0xE0100, ' ', ' ', '\n', '\t', '\r', 0xB, 0, 0x85, 0xA0, 0x2003, 0x2028, 0x3000, 0x200B,
        0x200D, 0x2060, 0xFEFF, 0xAD, 0x202E, 0x2067, '.', '-', '_', '\'', 0xD800
    };

    private final Random random = new Random(4);

    @Test
    void wordsAreWhatStandsBetweenBreaks() {
        for (var n = 0; n < TEXTS; n++) {
            // Given
            var text = text();

            // When
            var words = Words.of(text).list();

            // Then
            var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT)
                    .replace("ß", "ss");
            assertThat(words)
                    .isEqualTo(BREAKS.splitAsStream(plain)
                            .filter(word -> !word.isEmpty())
                            .toList());
        }
    }

    @Test
    void visibleTextIsWithoutAllThatHides() {
        for (var n = 0; n < TEXTS; n++) {
            // Given
            var text = text();

            // When
            var visible = VisibleText.of(text);

            // Then
            assertThat(visible).isEqualTo(HIDDEN.matcher(text).replaceAll("$1"));
        }
    }

    @Test
    void aNormalisedTextHasSingleSpaces() {
        for (var n = 0; n < TEXTS; n++) {
            // Given
            var text = text();

            // When
            var normalised = AnswerKey.normalised(text);

            // Then
            assertThat(normalised)
                    .isEqualTo(SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                            .replaceAll(" ")
                            .strip());
        }
    }

    private String text() {
        return random.ints(random.nextInt(12), 0, SAMPLES.length)
                .map(at -> SAMPLES[at])
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
